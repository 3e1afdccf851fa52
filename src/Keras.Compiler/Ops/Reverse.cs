using System.Collections.Immutable;

namespace Keras.Compiler.Ops;

/// <summary>An axis from its end to its beginning.</summary>
public sealed record Reverse(int Axis) : Op
{
    public override string Attributes => $"axis {Axis}";

    public override ImmutableArray<TensorType> InferTypes(ImmutableArray<TensorType> operands)
    {
        Axes.Check([Axis], operands.Single().Shape.Rank, this);
        return operands;
    }

    public override ImmutableArray<Value?> Differentiate(AdjointContext context) =>
        [context.Wanted[0] && context.Cotangents[0] is { } cotangent
            ? context.Builder.Reverse(context.Operands[0].GradientName(), cotangent, Axis)
            : null];

    public override bool CanStack => true;

    public override ImmutableArray<Value> Stack(StackContext context) => context.ApplyAll(new Reverse(Axis + 1), context.Operands[0]);
}

/// <summary>Reversal.</summary>
public static class ReverseBuilder
{
    /// <summary>What was reversed already is what it was made from.</summary>
    public static Value Reverse(this ProgramBuilder builder, string name, Value x, int axis)
    {
        var reverse = new Reverse(Axes.Normalise(axis, x.Shape.Rank));
        return builder.ProducerOf(x) is { } producer && producer.Op == reverse ? producer.Operands[0] : builder.Apply(reverse, name, x);
    }
}
