using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;
using static Keras.Compiler.Ops.Elementwise.Formula;

namespace Keras.Compiler.Layers.Normalization;

/// <summary>Moments of a batch over the steps that a mask keeps.</summary>
internal static class MaskedMoments
{
    /// <summary>Keeps the mean of no steps at all finite.</summary>
    private const double Epsilon = 1e-7;

    /// <summary>Mean and biased variance along axes, which go; the moving ones while the layer does not train. As in Keras a step counts
    /// once, also where the feature axis is not the last one and the average goes over the last.</summary>
    /// <param name="call">The call.</param>
    /// <param name="mask">A mask with one axis less than the input.</param>
    /// <param name="movingMean">The moving mean.</param>
    /// <param name="movingVariance">The moving variance.</param>
    /// <param name="axes">What the averages go over.</param>
    public static (Value Mean, Value Variance) Of(LayerLowering call, Value mask, Value movingMean, Value movingVariance, int[] axes)
    {
        var (builder, x, name) = (call.Builder, call.Input, call.LayerPath + "_statistics");
        var steps = builder.BroadcastTo(name, mask, x.Shape.WithoutAxis(-1));
        var weight = builder.Reshape(name, builder.Cast(name, steps, DType.Float32), Shape.Of([.. steps.Shape.Dims, 1]));
        var count = Sum(weight);
        var mean = Average(builder.Map(name, Operand(0) * Operand(1), x, weight));
        var deviation = Operand(0) * Operand(1) - Operand(2);
        var variance = Average(builder.Map(name, Operand(1) * Apply("Square", deviation), x, weight, mean));
        return (Choose(mean, movingMean), Choose(variance, movingVariance));

        Value Sum(Value value) => builder.Reduce(name, ReduceKind.Sum, value, axes, keepDims: true);

        Value Average(Value value) => builder.Map(name, Operand(0) / (Operand(1) + Epsilon), Sum(value), count);

        Value Choose(Value batch, Value moving) =>
            builder.IfTrains(name, call.LayerPath, builder.Reshape(name, batch, moving.Shape), moving);
    }
}
