using System.Collections.Immutable;
using static Keras.Compiler.Ops.Elementwise.Formula;

namespace Keras.Compiler.Ops;

/// <summary>ln Σ exp(x) along an axis.</summary>
/// <param name="Axis">Which.</param>
/// <param name="KeepDims">Whether the axis stays with length 1.</param>
public sealed record LogSumExp(int Axis, bool KeepDims) : Op
{
    public override string Attributes => $"axis {Axis}{(KeepDims ? ", kept" : "")}";

    public override Kept Keeps => Kept.Operands | Kept.Results;

    public override ImmutableArray<TensorType> InferTypes(ImmutableArray<TensorType> operands)
    {
        var operand = operands.Single();
        Axes.Check([Axis], operand.Shape.Rank, this);
        return [operand with { Shape = KeepDims ? operand.Shape.WithAxis(Axis, 1) : operand.Shape.WithoutAxis(Axis) }];
    }

    public override ImmutableArray<Value?> Differentiate(AdjointContext context)
    {
        if (!context.Wanted[0] || context.Cotangents[0] is not { } cotangent) return [null];
        var (builder, x) = (context.Builder, context.Operands[0]);
        var kept = x.Shape.WithAxis(Axis, 1);
        return [builder.Map(
            x.GradientName(), Operand(2) * Apply("Exp", Operand(0) - Operand(1)),
            x, builder.Reshape(x.GradientName(), context.Results[0], kept), builder.Reshape(x.GradientName(), cotangent, kept))];
    }
}

/// <summary>Logarithm of a sum of exponentials.</summary>
public static class LogSumExpBuilder
{
    /// <summary>ln Σ exp(x) along an axis.</summary>
    public static Value LogSumExp(this ProgramBuilder builder, string name, Value x, int axis, bool keepDims = false) =>
        builder.Apply(new LogSumExp(Axes.Normalise(axis, x.Shape.Rank), keepDims), name, x);
}
