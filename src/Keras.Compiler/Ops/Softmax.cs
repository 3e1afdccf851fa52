using System.Collections.Immutable;

namespace Keras.Compiler.Ops;

/// <summary>exp(x) / Σ exp(x) along an axis.</summary>
public sealed record Softmax(int Axis) : Op
{
    public override string Attributes => $"axis {Axis}";

    public override bool InPlace => true;

    public override Kept Keeps => Kept.Results;

    /// <summary>Losses take classes along the last axis.</summary>
    public override Activation? ActivationOfLogits(TensorType operand) => Axis == operand.Shape.Rank - 1 ? Activation.Softmax : null;

    public override ImmutableArray<TensorType> InferTypes(ImmutableArray<TensorType> operands)
    {
        Axes.Check([Axis], operands.Single().Shape.Rank, this);
        return operands;
    }

    public override ImmutableArray<Value?> Differentiate(AdjointContext context) =>
        [context.Wanted[0] && context.Cotangents[0] is { } cotangent
            ? context.Builder.Apply(new SoftmaxGradient(Axis), context.Operands[0].GradientName(), context.Results[0], cotangent)
            : null];
}

/// <summary>y·(dy − Σ dy·y) along an axis, for operands y and dy.</summary>
public sealed record SoftmaxGradient(int Axis) : AdjointOp
{
    public override string Attributes => $"axis {Axis}";

    public override bool InPlace => true;

    public override ImmutableArray<TensorType> InferTypes(ImmutableArray<TensorType> operands) => SameShapes(operands, 2);
}

/// <summary>Softmax.</summary>
public static class SoftmaxBuilder
{
    /// <summary>exp(x) / Σ exp(x) along an axis.</summary>
    public static Value Softmax(this ProgramBuilder builder, string name, Value x, int axis = -1) =>
        builder.Apply(new Softmax(Axes.Normalise(axis, x.Shape.Rank)), name, x);
}
