using Keras.Compiler.Ops;
using Keras.Compiler.Problems;
using Keras.Layers;

namespace Keras.Compiler.Layers.Regularization;

/// <summary>In training zeroes whole channels of a sample with a probability and scales the others up.</summary>
/// <param name="count">How many spatial axes there are.</param>
public abstract class SpatialDropoutDefinition<TAttribute>(int count) : SameShapeDefinition<TAttribute> where TAttribute : LayerDeclarationAttribute
{
    /// <summary>The hyperparameters, which each attribute type declares for itself.</summary>
    protected abstract (double Rate, int Seed, DataFormat Format) Arguments(TAttribute layer);

    protected sealed override void Validate(TAttribute layer, HyperparameterChecks checks) =>
        checks.Fraction(nameof(SpatialDropout1DAttribute.Rate), Arguments(layer).Rate);

    protected sealed override TensorType? InferOutput(TAttribute layer, LayerCall call, IProblemSink problems) =>
        call.HasExactRank(count + 2, problems) ? base.InferOutput(layer, call, problems) : null;

    protected sealed override Value Lower(TAttribute layer, LayerLowering call)
    {
        var (rate, seed, format) = Arguments(layer);
        var noise = call.Input.Shape;
        for (var axis = 0; axis < count; axis++) noise = noise.WithAxis(SpatialAxes.First(format) + axis, 1);
        return DroppedElements.Drop(call, rate, seed, noise);
    }
}
