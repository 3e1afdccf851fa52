using System.Collections.Immutable;
using Keras.Compiler.Ops;
using Keras.Compiler.Problems;
using Keras.Layers;

namespace Keras.Compiler.Layers.Convolutional;

/// <summary>activation(kernel * x + bias): one kernel over all channels of a group.</summary>
public abstract class ConvolutionDefinition<TAttribute> : WindowedLayerDefinition<TAttribute> where TAttribute : ConvolutionAttribute
{
    protected sealed override void Validate(TAttribute layer, HyperparameterChecks checks)
    {
        checks.Positive(nameof(layer.Filters), layer.Filters);
        base.Validate(layer, checks);
        checks.Positive(nameof(layer.Groups), layer.Groups);
        checks.Require(layer.Groups < 1 || layer.Filters % layer.Groups == 0, nameof(layer.Groups), layer.Groups, $"a divisor of Filters, which is {layer.Filters}");
    }

    protected sealed override ImmutableArray<WeightDeclaration> Weights(TAttribute layer, Shape input) =>
    [
        new("kernel", [.. Sizes(layer), Channels(layer, input) / layer.Groups, layer.Filters],
            layer.Groups == 1 ? WeightLayout.Panels : WeightLayout.RowMajor),
        .. Bias(layer, layer.Filters),
    ];

    protected sealed override bool ChannelsFit(TAttribute layer, LayerCall call, int axis, IProblemSink problems)
    {
        // A number of groups that fits no filters is reported where it stands.
        if (layer.Groups < 1 || layer.Filters % layer.Groups != 0) return false;
        if (call.Input.Shape[axis].Value % layer.Groups == 0) return true;
        problems.ChannelsNotDivisible(call.InputNodes[0], call.LayerName, layer.Groups, axis, call.Input.Shape);
        return false;
    }

    protected sealed override Dim Filters(TAttribute layer, Dim channels) => layer.Filters;

    protected sealed override Value Convolve(TAttribute layer, LayerLowering call, Value x, IReadOnlyList<Window> windows) =>
        call.Builder.Convolution(call.LayerPath, x, call.Weight("kernel"), windows, layer.Groups);
}
