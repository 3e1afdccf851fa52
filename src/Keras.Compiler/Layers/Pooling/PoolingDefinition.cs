using Keras.Compiler.Ops;
using Keras.Compiler.Problems;
using Keras.Compiler.Support;
using Keras.Layers;

namespace Keras.Compiler.Layers.Pooling;

/// <summary>One number from each window over the spatial axes, for each channel.</summary>
/// <param name="count">How many spatial axes there are.</param>
public abstract class PoolingDefinition<TAttribute>(int count) : LayerDefinition<TAttribute> where TAttribute : LayerDeclarationAttribute
{
    /// <summary>The hyperparameters, which each attribute type declares for itself.</summary>
    protected abstract (int[] PoolSize, int[] Strides, Padding Padding, DataFormat Format) Arguments(TAttribute layer);

    /// <summary>The number that a window gives, for x with channels last.</summary>
    protected abstract Value Pool(ProgramBuilder builder, string name, Value x, EquatableArray<Window> windows);

    protected sealed override void Validate(TAttribute layer, HyperparameterChecks checks)
    {
        var (size, strides, padding, _) = Arguments(layer);
        checks.RequirePerAxis(nameof(MaxPooling1DAttribute.PoolSize), size, count, minimum: 1);
        if (strides.Length > 0) checks.RequirePerAxis(nameof(MaxPooling1DAttribute.Strides), strides, count, minimum: 1);
        checks.Require(padding is Padding.Valid or Padding.Same, nameof(MaxPooling1DAttribute.Padding), padding, "Padding.Valid or Padding.Same");
    }

    protected sealed override TensorType? InferOutput(TAttribute layer, LayerCall call, IProblemSink problems)
    {
        if (!call.AreFloats(problems) || !call.HasExactRank(count + 2, problems)) return null;
        var (shape, first) = (call.Input.Shape, SpatialAxes.First(Arguments(layer).Format));
        var windows = Windows(layer, shape);
        for (var i = 0; i < count; i++)
        {
            if (windows[i].IsEmpty)
            {
                problems.WindowTooLarge(call.InputNodes[0], call.LayerName, windows[i].Extent, first + i, call.Input.Shape);
                return null;
            }
            shape = shape.WithAxis(first + i, windows[i].Count);
        }
        return call.Input with { Shape = shape };
    }

    protected sealed override Value Lower(TAttribute layer, LayerLowering call)
    {
        var windows = Windows(layer, call.Input.Shape);
        if (Arguments(layer).Format == DataFormat.ChannelsLast) return Pool(call.Builder, call.LayerPath, call.Input, windows);
        var pooled = Pool(call.Builder, call.LayerPath, call.Builder.Transpose(call.LayerPath, call.Input, SpatialAxes.ToChannelsLast(count)), windows);
        return call.Builder.Transpose(call.LayerPath, pooled, SpatialAxes.ToChannelsFirst(count));
    }

    private EquatableArray<Window> Windows(TAttribute layer, Shape input)
    {
        var (given, strides, padding, format) = Arguments(layer);
        var size = SpatialAxes.PerAxis(given, count, least: 1);
        var stride = strides.Length == 0 ? size : SpatialAxes.PerAxis(strides, count, least: 1);
        return Enumerable.Range(0, count).Select(i => Window.Of(input[SpatialAxes.First(format) + i], size[i], stride[i], dilation: 1, padding)).ToEquatableArray();
    }
}
