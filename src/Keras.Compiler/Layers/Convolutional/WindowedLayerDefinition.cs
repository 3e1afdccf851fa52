using Keras.Compiler.Ops;
using Keras.Compiler.Problems;
using Keras.Layers;

namespace Keras.Compiler.Layers.Convolutional;

/// <summary>What the convolution layers have in common: windows over the axes between batch and channels. Ops have the channels last;
/// where the layer has them first, axes are moved before and after.</summary>
public abstract class WindowedLayerDefinition<TAttribute> : LayerDefinition<TAttribute> where TAttribute : WindowedLayerAttribute
{
    /// <summary>Number of axes that windows go over.</summary>
    protected abstract int Axes { get; }

    /// <summary>Whether windows may read only what is before them.</summary>
    protected virtual bool MayBeCausal => false;

    protected override void Validate(TAttribute layer, HyperparameterChecks checks)
    {
        checks.RequirePerAxis(nameof(layer.KernelSize), layer.KernelSize, Axes, 1);
        checks.RequirePerAxis(nameof(layer.Strides), layer.Strides, Axes, 1);
        // By default there are as many rates as sizes.
        if (layer.DilationRate.Length != layer.KernelSize.Length || layer.DilationRate.Any(rate => rate != 1))
            checks.RequirePerAxis(nameof(layer.DilationRate), layer.DilationRate, Axes, 1);
        checks.Require(
            layer.Strides.All(stride => stride <= 1) || layer.DilationRate.All(rate => rate <= 1),
            nameof(layer.DilationRate), layer.DilationRate, "1 where strides are above 1");
        checks.Require(
            MayBeCausal || layer.Padding != Padding.Causal, nameof(layer.Padding), layer.Padding, "Valid or Same; only convolutions of one axis may be causal");
    }

    protected sealed override TensorType? InferOutput(TAttribute layer, LayerCall call, IProblemSink problems)
    {
        if (!call.AreFloats(problems) || !call.HasExactRank(Axes + 2, problems)) return null;
        var channels = ChannelAxis(layer, call.Input.Shape);
        if (!call.IsKnown(channels, problems) || !ChannelsFit(layer, call, channels, problems)) return null;
        var windows = WindowsOver(layer, ToLast(layer, call.Input.Shape));
        for (var axis = 0; axis < Axes; axis++)
        {
            if (!windows[axis].IsEmpty) continue;
            problems.WindowTooLarge(call.InputNodes[0], call.LayerName, windows[axis].Extent, axis + SpatialAxes.First(layer.DataFormat), call.Input.Shape);
            return null;
        }
        var output = Shape.Of([call.Input.Shape[0], .. windows.Select(OutputLength), Filters(layer, call.Input.Shape[channels])]);
        return Activations.Infer(layer.Activation, call.Input with { Shape = FromLast(layer, output) }, call.Node, problems);
    }

    protected sealed override Value Lower(TAttribute layer, LayerLowering call)
    {
        var (builder, name) = (call.Builder, call.LayerPath);
        var isFirst = layer.DataFormat == DataFormat.ChannelsFirst;
        var x = isFirst ? builder.Transpose(call.Input.Name, call.Input, SpatialAxes.ToChannelsLast(Axes)) : call.Input;
        var bias = layer.UseBias ? call.Weight("bias") : null;
        var product = Convolve(layer, call, x, WindowsOver(layer, x.Shape));
        if (!isFirst) return Activations.Apply(builder, name, layer.Activation, product, bias);
        // What works along the last axis works along the last axis that users see.
        var isElementwise = Activations.Formula(layer.Activation, Ops.Elementwise.Formula.Operand(0)) is not null;
        product = Activations.Apply(builder, name, isElementwise ? layer.Activation : Activation.Linear, product, bias);
        product = builder.Transpose(name, product, SpatialAxes.ToChannelsFirst(Axes));
        return isElementwise ? product : Activations.Apply(builder, name, layer.Activation, product);
    }

    /// <summary>The sum of products, channels last.</summary>
    protected abstract Value Convolve(TAttribute layer, LayerLowering call, Value x, IReadOnlyList<Window> windows);

    /// <summary>Windows over an axis of the input.</summary>
    protected virtual Window WindowOver(TAttribute layer, Dim length, int axis) =>
        Window.Of(length, At(layer.KernelSize, axis), At(layer.Strides, axis), At(layer.DilationRate, axis), layer.Padding);

    /// <summary>Length of the output that windows over an axis make.</summary>
    protected virtual Dim OutputLength(Window window) => window.Count;

    /// <summary>Channels of the output.</summary>
    protected abstract Dim Filters(TAttribute layer, Dim channels);

    /// <summary>Whether the layer takes so many channels; reports where not.</summary>
    protected virtual bool ChannelsFit(TAttribute layer, LayerCall call, int axis, IProblemSink problems) => true;

    /// <summary>Number of channels of an input.</summary>
    protected static int Channels(TAttribute layer, Shape input) => (int)input[ChannelAxis(layer, input)].Value;

    /// <summary>Positions of a window along each axis.</summary>
    protected IEnumerable<int> Sizes(TAttribute layer) => Enumerable.Range(0, Axes).Select(axis => At(layer.KernelSize, axis));

    /// <summary>The number for an axis; one alone stands for all. What is out of range was reported, and does no harm here.</summary>
    protected static int At(int[] numbers, int axis, int least = 1) =>
        Math.Max(least, numbers.Length == 1 ? numbers[0] : numbers.ElementAtOrDefault(axis));

    /// <summary>The bias, where the layer has one.</summary>
    protected static IEnumerable<WeightDeclaration> Bias(TAttribute layer, int filters) => layer.UseBias ? [new("bias", [filters])] : [];

    private static int ChannelAxis(TAttribute layer, Shape input) => layer.DataFormat == DataFormat.ChannelsFirst ? 1 : input.Rank - 1;

    private IReadOnlyList<Window> WindowsOver(TAttribute layer, Shape input) =>
        [.. Enumerable.Range(0, Axes).Select(axis => WindowOver(layer, input[axis + 1], axis))];

    private Shape ToLast(TAttribute layer, Shape shape) =>
        layer.DataFormat == DataFormat.ChannelsLast ? shape : InOrder(shape, SpatialAxes.ToChannelsLast(Axes));

    private Shape FromLast(TAttribute layer, Shape shape) =>
        layer.DataFormat == DataFormat.ChannelsLast ? shape : InOrder(shape, SpatialAxes.ToChannelsFirst(Axes));

    private static Shape InOrder(Shape shape, int[] axes) => Shape.Of([.. axes.Select(axis => shape[axis])]);
}
