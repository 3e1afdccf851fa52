using System.Collections.Immutable;

namespace Keras.Compiler.Ops;

/// <summary>The first operand if a layer trains when the step runs, else the second, which has the same shape. The layer may be frozen
/// between steps, hence not two programs.</summary>
/// <param name="Layer">Path of the layer whose <c>Trainable</c> decides.</param>
public sealed record IfTrains(string Layer) : Op
{
    public override string Attributes => Layer;

    public override bool InPlace => true;

    public override ImmutableArray<TensorType> InferTypes(ImmutableArray<TensorType> operands) =>
        operands.Length == 2 && operands[0].DType == operands[1].DType && operands[0].Shape.Agrees(operands[1].Shape)
            ? [operands[0]]
            : throw new OpVerificationException($"{this} takes two operands of one type, not {string.Join(" and ", operands)}.");

    public override ImmutableArray<Value?> Differentiate(AdjointContext context)
    {
        if (context.Cotangents[0] is not { } cotangent) return [null, null];
        return [Chosen(0, zero => [cotangent, zero]), Chosen(1, zero => [zero, cotangent])];

        Value? Chosen(int operand, Func<Value, Value[]> alternatives)
        {
            if (!context.Wanted[operand]) return null;
            var name = context.Operands[operand].GradientName();
            var zero = context.Builder.BroadcastTo(name, context.Builder.Constant(name, 0), cotangent.Shape);
            return context.Builder.Apply(this, name, alternatives(zero));
        }
    }
}

/// <summary>Choices.</summary>
public static class IfTrainsBuilder
{
    /// <summary>The first value if the layer trains, else the second.</summary>
    public static Value IfTrains(this ProgramBuilder builder, string name, string layer, Value trains, Value frozen) =>
        builder.Apply(new IfTrains(layer), name, trains, frozen);
}
