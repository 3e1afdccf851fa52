using System.Collections.Immutable;
using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;
using Keras.Compiler.Shapes;
using Keras.Compiler.Support;

namespace Keras.Compiler.Fusion.Selection;

/// <summary>Products with a weight in panels have kernels of their own, forward and backward; all others are batched products.</summary>
public sealed class DotGeneralSelector : StepSelector<DotGeneral>
{
    protected override void Select(DotGeneral op, Instruction instruction, SelectionContext context)
    {
        var (left, right) = (instruction.Operands[0], instruction.Operands[1]);
        var (operands, results, scope) = (instruction.Operands, instruction.Results, instruction.Scope);
        var isMatrix = op.LhsBatch.Count == 0 && right.Shape.Rank == 2 && op.LhsContracting.SequenceEqual([left.Shape.Rank - 1]);
        if (isMatrix && context.IsPanels(right) && op.RhsContracting.SequenceEqual([0]))
            context.Add(new MatMulStep(null, false, operands, results, scope));
        else if (isMatrix && context.IsPanels(right) && op.RhsContracting.SequenceEqual([1]))
            context.Add(new InputGradientStep(null, operands, results, scope));
        else if (op.LhsBatch.Count == 0 && AllButLast(op.LhsContracting, left) && AllButLast(op.RhsContracting, right) &&
            context.HasPanels(instruction.Result.Shape))
            context.Add(new WeightGradientStep(operands, results, scope));
        else
            SelectBatched(op, instruction, context);
    }

    private static bool AllButLast(EquatableArray<int> axes, Value value) => axes.SequenceEqual(Enumerable.Range(0, value.Shape.Rank - 1));

    private static void SelectBatched(DotGeneral op, Instruction instruction, SelectionContext context)
    {
        var (left, leftTransposed) = Arrange(instruction.Operands[0], op.LhsBatch, op.LhsContracting, contractedLast: true, instruction.Scope, context);
        var (right, rightTransposed) = Arrange(instruction.Operands[1], op.RhsBatch, op.RhsContracting, contractedLast: false, instruction.Scope, context);
        context.Add(new BatchedMatMulStep(
            Extent.Product(op.LhsBatch.Select(axis => instruction.Operands[0].Shape[axis])),
            Rest(instruction.Operands[0], op.LhsBatch, op.LhsContracting),
            Extent.Product(op.LhsContracting.Select(axis => instruction.Operands[0].Shape[axis])),
            Rest(instruction.Operands[1], op.RhsBatch, op.RhsContracting),
            leftTransposed, rightTransposed, [left, right], instruction.Results, instruction.Scope));
    }

    /// <summary>Batch axes first, then rows and columns in one order or the other: whichever the operand has, else that of the product.</summary>
    private static (Value Value, bool Transposed) Arrange(
        Value value, EquatableArray<int> batch, EquatableArray<int> contracting, bool contractedLast, Scope scope, SelectionContext context)
    {
        var rest = Enumerable.Range(0, value.Shape.Rank).Where(axis => !batch.Contains(axis) && !contracting.Contains(axis)).ToList();
        int[] straight = contractedLast ? [.. batch, .. rest, .. contracting] : [.. batch, .. contracting, .. rest];
        int[] transposed = contractedLast ? [.. batch, .. contracting, .. rest] : [.. batch, .. rest, .. contracting];
        return transposed.SequenceEqual(Enumerable.Range(0, value.Shape.Rank))
            ? (value, !straight.SequenceEqual(transposed))
            : (context.Transpose(value, straight, scope), false);
    }

    private static Dim Rest(Value value, EquatableArray<int> batch, EquatableArray<int> contracting) =>
        Extent.Product(value.Shape.Dims.Where((_, axis) => !batch.Contains(axis) && !contracting.Contains(axis)));
}
