using Keras.Compiler.Ops;
using Keras.Compiler.Problems;
using Keras.Layers;

namespace Keras.Compiler.Layers.Regularization;

/// <summary>In training zeroes each element with a probability and scales the others up; passes its input on otherwise.</summary>
public sealed class DropoutDefinition : SameShapeDefinition<DropoutAttribute>
{
    protected override void Validate(DropoutAttribute layer, HyperparameterChecks checks) =>
        checks.Fraction(nameof(layer.Rate), layer.Rate);

    protected override TensorType? InferOutput(DropoutAttribute layer, LayerCall call, IProblemSink problems) =>
        DroppedElements.NoiseFits(layer.NoiseShape, call, problems) ? base.InferOutput(layer, call, problems) : null;

    protected override Value Lower(DropoutAttribute layer, LayerLowering call) => DroppedElements.Drop(
        call, layer.Rate, layer.Seed, layer.NoiseShape.Length == 0 ? null : DroppedElements.Noise(layer.NoiseShape, call.Input.Shape));
}
