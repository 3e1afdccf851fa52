using Keras.Compiler.Ops;
using Keras.Compiler.Problems;
using Keras.Layers;

namespace Keras.Compiler.Layers.Reshaping;

/// <summary>Zeros around the spatial axes.</summary>
/// <param name="count">How many spatial axes there are.</param>
public abstract class ZeroPaddingDefinition<TAttribute>(int count) : LayerDefinition<TAttribute> where TAttribute : LayerDeclarationAttribute
{
    /// <summary>The hyperparameters, which each attribute type declares for itself.</summary>
    protected abstract (int[] Padding, DataFormat Format) Arguments(TAttribute layer);

    protected sealed override void Validate(TAttribute layer, HyperparameterChecks checks) =>
        checks.RequirePerSide(nameof(ZeroPadding1DAttribute.Padding), Arguments(layer).Padding, count);

    protected sealed override TensorType? InferOutput(TAttribute layer, LayerCall call, IProblemSink problems)
    {
        if (!call.HasExactRank(count + 2, problems)) return null;
        var shape = call.Input.Shape;
        foreach (var (axis, before, after) in Sides(layer)) shape = shape.WithAxis(axis, shape[axis] + before + after);
        return call.Input with { Shape = shape };
    }

    protected sealed override Value Lower(TAttribute layer, LayerLowering call) => Sides(layer).Reverse().Aggregate(
        call.Input, (x, side) => call.Builder.Pad(call.LayerPath, x, side.Axis, side.Before, side.After));

    private IEnumerable<(int Axis, int Before, int After)> Sides(TAttribute layer)
    {
        var (padding, format) = Arguments(layer);
        return SpatialAxes.PerSide(padding, count).Select((side, i) => (SpatialAxes.First(format) + i, side.Before, side.After));
    }
}
