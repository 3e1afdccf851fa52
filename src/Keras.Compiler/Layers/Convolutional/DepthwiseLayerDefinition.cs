using System.Collections.Immutable;
using Keras.Compiler.Ops;
using Keras.Layers;

namespace Keras.Compiler.Layers.Convolutional;

/// <summary>A convolution of each channel by itself.</summary>
public abstract class DepthwiseLayerDefinition<TAttribute> : WindowedLayerDefinition<TAttribute> where TAttribute : DepthwiseLayerAttribute
{
    protected override void Validate(TAttribute layer, HyperparameterChecks checks)
    {
        base.Validate(layer, checks);
        checks.Positive(nameof(layer.DepthMultiplier), layer.DepthMultiplier);
    }

    protected override ImmutableArray<WeightDeclaration> Weights(TAttribute layer, Shape input) =>
        [DepthwiseKernel("kernel", layer, input), .. Bias(layer, Channels(layer, input) * layer.DepthMultiplier)];

    /// <summary>The kernel of each channel by itself.</summary>
    protected WeightDeclaration DepthwiseKernel(string name, TAttribute layer, Shape input) =>
        new(name, [.. Sizes(layer), Channels(layer, input), layer.DepthMultiplier], SettingsName: "depthwise");

    protected override Dim Filters(TAttribute layer, Dim channels) => channels * layer.DepthMultiplier;

    protected override Value Convolve(TAttribute layer, LayerLowering call, Value x, IReadOnlyList<Window> windows) =>
        call.Builder.DepthwiseConvolution(call.LayerPath, x, call.Weight("kernel"), windows);
}
