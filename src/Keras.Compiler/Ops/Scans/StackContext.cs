using System.Collections.Immutable;

namespace Keras.Compiler.Ops;

/// <summary>What <see cref="Op.Stack"/> works with: operands of which some hold one entry per step along a leading axis.</summary>
/// <param name="Builder">Appends the stacked instructions.</param>
/// <param name="Name">Name of the results.</param>
/// <param name="Length">Number of entries.</param>
/// <param name="Operands">The operands.</param>
/// <param name="IsStacked">For each, whether it has the leading axis; one at least does.</param>
public sealed record StackContext(
    ProgramBuilder Builder, string Name, Dim Length, ImmutableArray<Value> Operands, ImmutableArray<bool> IsStacked)
{
    public ImmutableArray<Value> ApplyAll(Op op, params Value[] operands) => Builder.ApplyAll(op, Name, operands);

    /// <summary>Shape of one entry of an operand.</summary>
    public Shape EntryShape(int operand) => IsStacked[operand] ? Operands[operand].Shape.WithoutAxis(0) : Operands[operand].Shape;
}
