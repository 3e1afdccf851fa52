using System.Collections.Immutable;
using Keras.Compiler.Ops;
using Keras.Layers;

namespace Keras.Compiler.Layers.Convolutional;

/// <summary>A convolution of each channel by itself, then one over all channels of each position.</summary>
public abstract class SeparableLayerDefinition<TAttribute> : DepthwiseLayerDefinition<TAttribute> where TAttribute : SeparableLayerAttribute
{
    protected sealed override void Validate(TAttribute layer, HyperparameterChecks checks)
    {
        checks.Positive(nameof(layer.Filters), layer.Filters);
        base.Validate(layer, checks);
    }

    protected sealed override ImmutableArray<WeightDeclaration> Weights(TAttribute layer, Shape input) =>
    [
        DepthwiseKernel("depthwise_kernel", layer, input),
        new("pointwise_kernel", [.. Enumerable.Repeat(1, Axes), Channels(layer, input) * layer.DepthMultiplier, layer.Filters],
            WeightLayout.Panels, SettingsName: "pointwise"),
        .. Bias(layer, layer.Filters),
    ];

    protected sealed override Dim Filters(TAttribute layer, Dim channels) => layer.Filters;

    protected sealed override Value Convolve(TAttribute layer, LayerLowering call, Value x, IReadOnlyList<Window> windows)
    {
        var depthwise = call.Builder.DepthwiseConvolution(call.LayerPath, x, call.Weight("depthwise_kernel"), windows);
        var positions = depthwise.Shape.Dims.Skip(1).Take(Axes).Select(length => Window.Of(length, 1, 1, 1, Padding.Valid));
        return call.Builder.Convolution(call.LayerPath, depthwise, call.Weight("pointwise_kernel"), positions);
    }
}
