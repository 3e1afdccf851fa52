using Keras.Compiler.Ops;
using Keras.Compiler.Problems;
using Keras.Layers;

namespace Keras.Compiler.Layers.Reshaping;

/// <summary>The spatial axes cut at both ends.</summary>
/// <param name="count">How many spatial axes there are.</param>
public abstract class CroppingDefinition<TAttribute>(int count) : LayerDefinition<TAttribute> where TAttribute : LayerDeclarationAttribute
{
    /// <summary>The hyperparameters, which each attribute type declares for itself.</summary>
    protected abstract (int[] Cropping, DataFormat Format) Arguments(TAttribute layer);

    protected sealed override void Validate(TAttribute layer, HyperparameterChecks checks) =>
        checks.RequirePerSide(nameof(Cropping1DAttribute.Cropping), Arguments(layer).Cropping, count);

    protected sealed override TensorType? InferOutput(TAttribute layer, LayerCall call, IProblemSink problems)
    {
        if (!call.HasExactRank(count + 2, problems)) return null;
        var shape = call.Input.Shape;
        foreach (var (axis, before, after) in Sides(layer))
        {
            var length = shape[axis] - before - after;
            if (length.IsKnown && length.Value < 1)
            {
                problems.CroppingTooLarge(call.InputNodes[0], before, after, call.LayerName, axis, call.Input.Shape);
                return null;
            }
            shape = shape.WithAxis(axis, length);
        }
        return call.Input with { Shape = shape };
    }

    protected sealed override Value Lower(TAttribute layer, LayerLowering call) => Sides(layer).Aggregate(
        call.Input, (x, side) => call.Builder.Crop(call.LayerPath, x, side.Axis, side.Before, side.After));

    private IEnumerable<(int Axis, int Before, int After)> Sides(TAttribute layer)
    {
        var (cropping, format) = Arguments(layer);
        return SpatialAxes.PerSide(cropping, count).Select((side, i) => (SpatialAxes.First(format) + i, side.Before, side.After));
    }
}
