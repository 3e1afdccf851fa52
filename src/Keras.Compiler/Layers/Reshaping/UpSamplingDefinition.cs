using Keras.Compiler.Ops;
using Keras.Compiler.Problems;
using Keras.Layers;

namespace Keras.Compiler.Layers.Reshaping;

/// <summary>The spatial axes stretched by whole factors, one after the other.</summary>
/// <param name="count">How many spatial axes there are.</param>
public abstract class UpSamplingDefinition<TAttribute>(int count) : LayerDefinition<TAttribute> where TAttribute : LayerDeclarationAttribute
{
    /// <summary>The hyperparameters, which each attribute type declares for itself.</summary>
    protected abstract (int[] Size, DataFormat Format, Interpolation Interpolation) Arguments(TAttribute layer);

    protected sealed override void Validate(TAttribute layer, HyperparameterChecks checks) =>
        checks.RequirePerAxis(nameof(UpSampling2DAttribute.Size), Arguments(layer).Size, count, minimum: 1);

    protected sealed override TensorType? InferOutput(TAttribute layer, LayerCall call, IProblemSink problems)
    {
        if (!call.AreFloats(problems) || !call.HasExactRank(count + 2, problems)) return null;
        var shape = call.Input.Shape;
        foreach (var (axis, factor) in Factors(layer)) shape = shape.WithAxis(axis, shape[axis] * factor);
        return call.Input with { Shape = shape };
    }

    /// <summary>From the last axis on, so that the smaller tensors lie between.</summary>
    protected sealed override Value Lower(TAttribute layer, LayerLowering call) => Factors(layer).Reverse().Aggregate(
        call.Input, (x, stretch) => call.Builder.Resize(call.LayerPath, x, stretch.Axis, stretch.Factor, Arguments(layer).Interpolation));

    private IEnumerable<(int Axis, int Factor)> Factors(TAttribute layer)
    {
        var (size, format, _) = Arguments(layer);
        return SpatialAxes.PerAxis(size, count, least: 1).Select((factor, i) => (SpatialAxes.First(format) + i, factor));
    }
}
