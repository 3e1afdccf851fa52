using System.Collections.Immutable;

namespace Keras.Compiler.Ops;

/// <summary>Euclidean projection of the last axis onto the probability simplex: max(x − τ, 0), with τ such that it sums to 1.</summary>
public sealed record Sparsemax : Op
{
    public override bool InPlace => true;

    public override Kept Keeps => Kept.Results;

    public override ImmutableArray<TensorType> InferTypes(ImmutableArray<TensorType> operands)
    {
        Axes.Check([0], operands.Single().Shape.Rank, this);
        return operands;
    }

    public override ImmutableArray<Value?> Differentiate(AdjointContext context) =>
        [context.Wanted[0] && context.Cotangents[0] is { } cotangent
            ? context.Builder.Apply(new SparsemaxGradient(), context.Operands[0].GradientName(), context.Results[0], cotangent)
            : null];
}

/// <summary>For operands y and dy: where y is not zero, dy less its mean over those elements; else 0. Along the last axis.</summary>
public sealed record SparsemaxGradient : AdjointOp
{
    public override bool InPlace => true;

    public override ImmutableArray<TensorType> InferTypes(ImmutableArray<TensorType> operands) => SameShapes(operands, 2);
}

/// <summary>Sparsemax.</summary>
public static class SparsemaxBuilder
{
    /// <summary>Euclidean projection of the last axis onto the probability simplex.</summary>
    public static Value Sparsemax(this ProgramBuilder builder, string name, Value x) => builder.Apply(new Sparsemax(), name, x);
}
