using System.Collections.Immutable;
using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;
using Keras.Compiler.Shapes;
using Keras.Compiler.Support;

namespace Keras.Compiler.Fusion.Selection;

/// <summary>A split is a slice for each part.</summary>
public sealed class SplitSelector : StepSelector<Split>
{
    protected override void Select(Split op, Instruction instruction, SelectionContext context)
    {
        var extent = Extent.Of(instruction.Operands[0].Shape, op.Axis);
        var start = Dim.Known(0);
        for (var i = 0; i < op.Lengths.Count; i++)
        {
            var rows = Rows.Part(extent.Outer, start * extent.Inner, op.Lengths[i] * extent.Inner, extent.Length * extent.Inner);
            context.Add(new SliceStep(rows, instruction.Operands, [instruction.Results[i]], instruction.Scope));
            start += op.Lengths[i];
        }
    }
}

/// <summary>A scan is one step whose body is a program. Where a carry is wanted from all steps, the loop writes it into one tensor, of which
/// the carries before and after each step, and the last one, are views.</summary>
public sealed class ScanSelector : StepSelector<Scan>
{
    protected override void Select(Scan op, Instruction instruction, SelectionContext context)
    {
        var (body, outer) = (op.Body, instruction.Operands.ToList());
        var invariants = body.Invariants.ToList();
        var instructions = TransposeOnce(body, invariants, outer, instruction.Scope, context);
        var products = instructions.Where(IsProduct).Select(product => product.Operands[1]).ToImmutableHashSet();
        var (panels, plain) = (invariants.Where(products.Contains).ToList(), invariants.Where(value => !products.Contains(value)).ToList());
        var first = body.Carries.Length + body.Sequences.Length;
        Value Outer(Value invariant) => outer[first + invariants.IndexOf(invariant)];

        var keepsAll = body.Carries.Select((carry, i) => body.Outputs.Any(output => output == carry || output == body.NewCarries[i])).ToImmutableArray();
        var stacked = body.Outputs.Where(output => !body.Carries.Contains(output) && !body.NewCarries.Contains(output)).Distinct().ToImmutableArray();
        var program = context.Within(
            instruction.Result.Name, [.. body.Carries, .. body.Sequences, .. plain],
            [.. panels.Select(value => (new ProgramWeight(value.Name, value.Shape, WeightLayout.Panels, Trainable: false), value))],
            instructions, [.. body.NewCarries, .. stacked]);

        var carries = body.Carries.Select((carry, i) => keepsAll[i]
            ? context.Between(carry, Shape.Of([op.Length + 1, .. carry.Shape.Dims]))
            : instruction.Results[i]).ToList();
        Value ResultOf(Value output) => instruction.Results[body.Carries.Length + body.Outputs.IndexOf(output)];
        context.Add(new ScanStep(
            StepSelection.Select(program), op.Length, op.Reverse, body.Sequences.Length, keepsAll,
            [.. outer.Take(first), .. plain.Select(Outer), .. panels.Select(Outer)], [.. carries, .. stacked.Select(ResultOf)], instruction.Scope));

        for (var i = 0; i < carries.Count; i++)
            if (keepsAll[i]) View(carries[i], op.Reverse ? 0 : op.Length, instruction.Results[i]);
        for (var i = 0; i < body.Outputs.Length; i++) ViewOutput(body.Outputs[i], instruction.Results[body.Carries.Length + i]);

        void ViewOutput(Value output, Value result)
        {
            var before = body.Carries.IndexOf(output);
            var after = body.NewCarries.IndexOf(output);
            if (before >= 0) View(carries[before], op.Reverse ? 1 : 0, result);
            else if (after >= 0) View(carries[after], op.Reverse ? 0 : 1, result);
            else if (ResultOf(output) is var only && only != result) context.Add(new CopyStep([only], [result], instruction.Scope));
        }

        void View(Value all, Dim start, Value result) => context.Add(new ViewStep(
            Rows.Dense(result.Shape.Size) with { Offset = start * all.Shape.WithoutAxis(0).Size }, [all], [result], instruction.Scope));
    }

    /// <summary>Products with the transpose of what is the same for all steps become products with a matrix that is turned around once.</summary>
    private static ImmutableArray<Instruction> TransposeOnce(
        ScanBody body, List<Value> invariants, List<Value> outer, Scope scope, SelectionContext context)
    {
        var (nextId, first) = (body.NextId, body.Carries.Length + body.Sequences.Length);
        var transposed = new Dictionary<Value, Value>();
        return [.. body.Instructions.Select(instruction =>
        {
            if (instruction.Op is not DotGeneral dot || !invariants.Contains(instruction.Operands[1]) || !IsMatrix(instruction, dot) || !dot.RhsContracting.SequenceEqual([1]))
                return instruction;
            var matrix = instruction.Operands[1];
            if (!transposed.TryGetValue(matrix, out var turned))
            {
                var given = outer[first + invariants.IndexOf(matrix)];
                var around = context.Between(given, Shape.Of(given.Shape[1], given.Shape[0]));
                context.Add(new PanelTransposeStep([given], [around], scope));
                turned = new Value(nextId++, around.Type, matrix.Name + "_transposed");
                transposed.Add(matrix, turned);
                invariants.Add(turned);
                outer.Add(around);
            }
            return instruction with { Op = dot with { RhsContracting = [0] }, Operands = [instruction.Operands[0], turned] };
        })];
    }

    private static bool IsProduct(Instruction instruction) =>
        instruction.Op is DotGeneral dot && IsMatrix(instruction, dot) && dot.RhsContracting.SequenceEqual([0]);

    private static bool IsMatrix(Instruction instruction, DotGeneral dot) =>
        dot.LhsBatch.Count == 0 && instruction.Operands[1].Shape.Rank == 2 && dot.LhsContracting.SequenceEqual([instruction.Operands[0].Shape.Rank - 1]);
}
