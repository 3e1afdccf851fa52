using System.Collections.Immutable;
using Keras.Compiler.Ops;
using Keras.Layers;

namespace Keras.Compiler.Layers.Convolutional;

/// <summary>The adjoint of a convolution: each position is spread over a window.</summary>
public abstract class TransposedConvolutionDefinition<TAttribute> : WindowedLayerDefinition<TAttribute>
    where TAttribute : TransposedConvolutionAttribute
{
    protected sealed override void Validate(TAttribute layer, HyperparameterChecks checks)
    {
        checks.Positive(nameof(layer.Filters), layer.Filters);
        base.Validate(layer, checks);
        if (layer.OutputPadding.Length == 0) return;
        checks.RequirePerAxis(nameof(layer.OutputPadding), layer.OutputPadding, Axes, 0);
        checks.Require(
            Enumerable.Range(0, Axes).All(axis => Given(layer, axis) < At(layer.Strides, axis)),
            nameof(layer.OutputPadding), layer.OutputPadding, "below the stride of each axis");
    }

    protected sealed override ImmutableArray<WeightDeclaration> Weights(TAttribute layer, Shape input) =>
        [new("kernel", [.. Sizes(layer), layer.Filters, Channels(layer, input)], WeightLayout.Panels), .. Bias(layer, layer.Filters)];

    protected sealed override Window WindowOver(TAttribute layer, Dim length, int axis) => Window.OfTransposed(
        length, At(layer.KernelSize, axis), At(layer.Strides, axis), At(layer.DilationRate, axis), layer.Padding, Given(layer, axis));

    protected sealed override Dim OutputLength(Window window) => window.Length;

    protected sealed override Dim Filters(TAttribute layer, Dim channels) => layer.Filters;

    protected sealed override Value Convolve(TAttribute layer, LayerLowering call, Value x, IReadOnlyList<Window> windows) =>
        call.Builder.TransposedConvolution(call.LayerPath, x, call.Weight("kernel"), windows);

    private static int? Given(TAttribute layer, int axis) => layer.OutputPadding.Length == 0 ? null : At(layer.OutputPadding, axis, least: 0);
}
