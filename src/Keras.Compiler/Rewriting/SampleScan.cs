using System.Collections.Immutable;
using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;

namespace Keras.Compiler.Rewriting;

/// <summary>A scan whose step works on each row of its carries and sequences by itself: rows are samples, and there may be any number.</summary>
/// <param name="Instruction">The scan.</param>
/// <param name="Samples">Number of rows.</param>
internal sealed record SampleScan(Instruction Instruction, Dim Samples)
{
    public Scan Scan => (Scan)Instruction.Op;

    private ScanBody Body => Scan.Body;

    /// <summary>Operands before those that are the same for all steps.</summary>
    public int Varying => Body.Carries.Length + Body.Sequences.Length;

    /// <summary>What a scan is as such a one; null where it is none.</summary>
    public static SampleScan? Of(Instruction instruction)
    {
        if (instruction.Op is not Scan { Body: { Carries.IsEmpty: false } body } || body.Carries[0].Shape.Rank == 0) return null;
        var samples = body.Carries[0].Shape[0];
        // A number of samples that is known may be any other length.
        if (samples.IsKnown) return null;
        var rows = new HashSet<Value>(body.Carries.Concat(body.Sequences));
        if (!rows.All(row => row.Shape.Rank > 0 && row.Shape[0] == samples) || !body.Invariants.All(value => value.Shape.Size.IsKnown)) return null;
        foreach (var step in body.Instructions)
        {
            if (!step.Operands.Any(rows.Contains))
            {
                if (!step.Results.All(result => result.Shape.Size.IsKnown)) return null;
                continue;
            }
            if (!KeepsRows(step, rows)) return null;
            rows.UnionWith(step.Results);
        }
        return body.NewCarries.Concat(body.Outputs).All(rows.Contains) ? new(instruction, samples) : null;
    }

    /// <summary>Whether another scan does the same over the same weights.</summary>
    public bool IsSiblingOf(Instruction other)
    {
        if (other.Op is not Scan { Body: var body } scan || scan.Length != Scan.Length || scan.Reverse != Scan.Reverse) return false;
        if (!other.Operands.Skip(Varying).SequenceEqual(Instruction.Operands.Skip(Varying))) return false;
        if (body.Carries.Length != Body.Carries.Length || body.Instructions.Length != Body.Instructions.Length) return false;
        var same = new Dictionary<Value, Value>();
        if (!Match(Body.Parameters, body.Parameters)) return false;
        foreach (var (own, step) in Body.Instructions.Zip(body.Instructions, (own, step) => (own, step)))
            if (!own.Op.Equals(step.Op) || !own.Operands.Select(Same).SequenceEqual(step.Operands) || !Match(own.Results, step.Results)) return false;
        return Body.NewCarries.Select(Same).SequenceEqual(body.NewCarries) && Body.Outputs.Select(Same).SequenceEqual(body.Outputs);

        Value? Same(Value value) => same.TryGetValue(value, out var other) ? other : null;

        bool Match(IEnumerable<Value> own, IEnumerable<Value> theirs)
        {
            var pairs = own.Zip(theirs, (a, b) => (a, b)).ToList();
            foreach (var (a, b) in pairs) same[a] = b;
            return own.Count() == theirs.Count() && pairs.All(pair => pair.a.Type == pair.b.Type);
        }
    }

    /// <summary>The scan of several times as many samples.</summary>
    public Scan Times(int times)
    {
        var values = Body.Invariants.ToDictionary(value => value, value => value);
        foreach (var row in Body.Carries.Concat(Body.Sequences))
            values.Add(row, new Value(row.Id, row.Type with { Shape = row.Shape.WithAxis(0, Samples * times) }, row.Name));
        var steps = Body.Instructions.Select(step =>
        {
            ImmutableArray<Value> operands = [.. step.Operands.Select(operand => values[operand])];
            var types = step.Op.InferTypes([.. operands.Select(operand => operand.Type)]);
            ImmutableArray<Value> results = [.. step.Results.Zip(types, (result, type) => values[result] = new Value(result.Id, type, result.Name))];
            return step with { Operands = operands, Results = results };
        }).ToImmutableArray();
        ImmutableArray<Value> All(ImmutableArray<Value> some) => [.. some.Select(value => values[value])];
        return Scan with { Body = new(All(Body.Carries), All(Body.Sequences), Body.Invariants, steps, All(Body.NewCarries), All(Body.Outputs)) };
    }

    /// <summary>Whether each row of the results is made of the same row of the operands alone.</summary>
    private static bool KeepsRows(Instruction step, HashSet<Value> rows) => step.Op switch
    {
        DotGeneral dot => rows.Contains(step.Operands[0]) && !rows.Contains(step.Operands[1]) && dot.LhsBatch.Count == 0 && !dot.LhsContracting.Contains(0),
        Map map => map.Formula.Parts().All(part => part is OperandFormula or ConstantFormula or FunctionFormula) && step.Operands.All(operand =>
            rows.Contains(operand) ? operand.Shape.Rank == step.Result.Shape.Rank : operand.Shape.Rank < step.Result.Shape.Rank || operand.Shape[0] == 1),
        Split split => split.Axis != 0,
        Slice slice => slice.Axis != 0,
        _ => false,
    };
}
