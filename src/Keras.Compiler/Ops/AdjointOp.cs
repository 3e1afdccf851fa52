using System.Collections.Immutable;

namespace Keras.Compiler.Ops;

/// <summary>An op that only stands in backward passes, as the adjoint of another with a kernel of its own.</summary>
public abstract record AdjointOp : Op
{
    /// <summary>Programs are differentiated once.</summary>
    public sealed override ImmutableArray<Value?> Differentiate(AdjointContext context) =>
        throw new OpVerificationException($"{this} is itself an adjoint; a program is differentiated once.");

    /// <summary>Checks that all operands have one shape, which is the result's.</summary>
    protected ImmutableArray<TensorType> SameShapes(ImmutableArray<TensorType> operands, int count) =>
        operands.Length == count && operands.All(operand => operand.Shape.Agrees(operands[0].Shape))
            ? [operands[0]]
            : throw new OpVerificationException($"{this} takes {count} operands of one shape, not {string.Join(" and ", operands)}.");
}
