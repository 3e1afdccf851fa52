using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;
using Keras.Compiler.Problems;
using Keras.Layers;

namespace Keras.Compiler.Layers.Regularization;

/// <summary>In training sets elements at random to the limit of SELU and restores mean and variance; passes its input on otherwise.</summary>
public sealed class AlphaDropoutDefinition : SameShapeDefinition<AlphaDropoutAttribute>
{
    /// <summary>What SELU approaches towards −∞: −alpha·scale.</summary>
    private const double Dropped = -1.6732632423543772848170429916717 * 1.0507009873554804934193349852946;

    protected override void Validate(AlphaDropoutAttribute layer, HyperparameterChecks checks) =>
        checks.FractionBelowOne(nameof(layer.Rate), layer.Rate);

    protected override TensorType? InferOutput(AlphaDropoutAttribute layer, LayerCall call, IProblemSink problems) =>
        DroppedElements.NoiseFits(layer.NoiseShape, call, problems) ? base.InferOutput(layer, call, problems) : null;

    protected override Value Lower(AlphaDropoutAttribute layer, LayerLowering call)
    {
        var rate = layer.Rate;
        if (!call.Training || rate == 0) return call.Input;
        var scale = 1 / Math.Sqrt((1 - rate) * (1 + rate * Dropped * Dropped));
        var shift = -scale * Dropped * rate;
        var x = Formula.Operand(0);
        var isDropped = DroppedElements.IsDropped(call, rate, layer.Seed);
        if (layer.NoiseShape.Length == 0)
            return call.Builder.Map(call.LayerPath, scale * Formula.Select(isDropped, Dropped, x) + shift, call.Input);
        var mask = DroppedElements.Draw(
            call, Formula.Select(isDropped, x, 0), 1, DroppedElements.Noise(layer.NoiseShape, call.Input.Shape)!);
        return call.Builder.Map(call.LayerPath, scale * Formula.Select(Formula.Operand(1), Dropped, x) + shift, call.Input, mask);
    }
}
