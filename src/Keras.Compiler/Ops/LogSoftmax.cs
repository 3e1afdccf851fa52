using System.Collections.Immutable;

namespace Keras.Compiler.Ops;

/// <summary>x − ln Σ exp(x) along an axis.</summary>
public sealed record LogSoftmax(int Axis) : Op
{
    public override string Attributes => $"axis {Axis}";

    public override bool InPlace => true;

    public override Kept Keeps => Kept.Results;

    public override ImmutableArray<TensorType> InferTypes(ImmutableArray<TensorType> operands)
    {
        Axes.Check([Axis], operands.Single().Shape.Rank, this);
        return operands;
    }

    public override ImmutableArray<Value?> Differentiate(AdjointContext context) =>
        [context.Wanted[0] && context.Cotangents[0] is { } cotangent
            ? context.Builder.Apply(new LogSoftmaxGradient(Axis), context.Operands[0].GradientName(), context.Results[0], cotangent)
            : null];
}

/// <summary>dy − exp(y)·Σ dy along an axis, for operands y and dy.</summary>
public sealed record LogSoftmaxGradient(int Axis) : AdjointOp
{
    public override string Attributes => $"axis {Axis}";

    public override bool InPlace => true;

    public override ImmutableArray<TensorType> InferTypes(ImmutableArray<TensorType> operands) => SameShapes(operands, 2);
}

/// <summary>Logarithm of softmax.</summary>
public static class LogSoftmaxBuilder
{
    /// <summary>x − ln Σ exp(x) along an axis.</summary>
    public static Value LogSoftmax(this ProgramBuilder builder, string name, Value x, int axis = -1) =>
        builder.Apply(new LogSoftmax(Axes.Normalise(axis, x.Shape.Rank)), name, x);
}
