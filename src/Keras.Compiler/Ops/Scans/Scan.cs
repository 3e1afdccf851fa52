using System.Collections.Immutable;

namespace Keras.Compiler.Ops;

/// <summary>Runs a small program once per entry of a leading axis, one after the other; carries go from step to step. Operands: the
/// first carries, the sequences (stacked along the leading axis), the invariants. Results: the last carries, then the body's outputs
/// stacked. The adjoint is a scan in the other direction.</summary>
/// <param name="Body">One step.</param>
/// <param name="Length">Number of steps.</param>
/// <param name="Reverse">Whether the last entry is the first step's.</param>
public sealed record Scan(ScanBody Body, Dim Length, bool Reverse) : Op
{
    public override string Attributes => $"{Length} steps{(Reverse ? ", reverse" : "")}";

    public override Cost Cost => Cost.Compute;

    public override Kept Keeps => Kept.Operands | Kept.Results;

    public override IEnumerable<Instruction> Inner => Body.Instructions;

    public override ImmutableArray<TensorType> InferTypes(ImmutableArray<TensorType> operands)
    {
        Body.Verify();
        var parameters = Body.Parameters.ToList();
        if (operands.Length != parameters.Count)
            throw new OpVerificationException($"{this} takes {parameters.Count} operands, not {operands.Length}.");
        for (var i = 0; i < operands.Length; i++)
        {
            var isSequence = i >= Body.Carries.Length && i < Body.Carries.Length + Body.Sequences.Length;
            var expected = isSequence ? Stacked(parameters[i].Type) : parameters[i].Type;
            if (operands[i].DType != expected.DType || !operands[i].Shape.Agrees(expected.Shape))
                throw new OpVerificationException($"{this} takes {expected} for {parameters[i]}, not {operands[i]}.");
        }
        return [.. Body.Carries.Select(carry => carry.Type), .. Body.Outputs.Select(output => Stacked(output.Type))];
    }

    public override ImmutableArray<Value?> Differentiate(AdjointContext context) => ScanAdjoint.Of(this, context);

    /// <summary>The type with one entry per step.</summary>
    private TensorType Stacked(TensorType entry) => entry with { Shape = Shape.Of([Length, .. entry.Shape.Dims]) };
}

/// <summary>One step of a scan: a program over values of its own.</summary>
/// <param name="Carries">Parameters: what the step before has left.</param>
/// <param name="Sequences">Parameters: this step's entry of each sequence.</param>
/// <param name="Invariants">Parameters: what is the same for all steps.</param>
/// <param name="Instructions">In order of execution.</param>
/// <param name="NewCarries">For each carry, what the next step finds.</param>
/// <param name="Outputs">What is stacked; may be a carry.</param>
public sealed record ScanBody(
    ImmutableArray<Value> Carries,
    ImmutableArray<Value> Sequences,
    ImmutableArray<Value> Invariants,
    ImmutableArray<Instruction> Instructions,
    ImmutableArray<Value> NewCarries,
    ImmutableArray<Value> Outputs)
{
    /// <summary>In the order of the operands.</summary>
    public IEnumerable<Value> Parameters => Carries.Concat(Sequences).Concat(Invariants);

    /// <summary>A number above that of every value.</summary>
    public int NextId => 1 + Parameters.Concat(Instructions.SelectMany(instruction => instruction.Results)).Select(value => value.Id).DefaultIfEmpty(-1).Max();

    /// <summary>Throws where the step reads what it does not define, or leaves a carry of another type.</summary>
    public void Verify()
    {
        var defined = new HashSet<Value>(Parameters);
        foreach (var instruction in Instructions)
        {
            foreach (var operand in instruction.Operands) Require(defined.Contains(operand), $"{instruction.Print()} reads {operand}, which nothing defines");
            var inferred = instruction.Op.InferTypes([.. instruction.Operands.Select(operand => operand.Type)]);
            Require(inferred.SequenceEqual(instruction.Results.Select(result => result.Type)), $"{instruction.Print()} should have type {string.Join(", ", inferred)}");
            foreach (var result in instruction.Results) Require(defined.Add(result), $"{result} is defined twice");
        }
        foreach (var value in NewCarries.Concat(Outputs)) Require(defined.Contains(value), $"{value} leaves the step, but nothing defines it");
        Require(Carries.Length == NewCarries.Length, $"{Carries.Length} carries become {NewCarries.Length}");
        foreach (var (old, next) in Carries.Zip(NewCarries, (old, next) => (old, next)))
            Require(old.Type.DType == next.Type.DType && old.Shape.Agrees(next.Shape), $"the carry {old} of {old.Type} becomes {next.Type}");

        static void Require(bool holds, string fault)
        {
            if (!holds) throw new OpVerificationException($"A scan's step is unsound: {fault}.");
        }
    }
}
