using Keras.Compiler.Ops;
using Keras.Compiler.Problems;
using Keras.Layers;

namespace Keras.Compiler.Layers.Pooling;

/// <summary>One number from all elements of a channel.</summary>
/// <param name="count">How many spatial axes there are.</param>
/// <param name="kind">Which number.</param>
public abstract class GlobalPoolingDefinition<TAttribute>(int count, ReduceKind kind) : LayerDefinition<TAttribute> where TAttribute : LayerDeclarationAttribute
{
    /// <summary>The hyperparameters, which each attribute type declares for itself.</summary>
    protected abstract (DataFormat Format, bool KeepDims) Arguments(TAttribute layer);

    protected override TensorType? InferOutput(TAttribute layer, LayerCall call, IProblemSink problems)
    {
        if (!call.AreFloats(problems) || !call.HasExactRank(count + 2, problems)) return null;
        var shape = call.Input.Shape;
        foreach (var axis in Axes(layer).OrderByDescending(axis => axis)) shape = Arguments(layer).KeepDims ? shape.WithAxis(axis, 1) : shape.WithoutAxis(axis);
        return call.Input with { Shape = shape };
    }

    protected override Value Lower(TAttribute layer, LayerLowering call) =>
        call.Builder.Reduce(call.LayerPath, kind, call.Input, Axes(layer), Arguments(layer).KeepDims);

    private int[] Axes(TAttribute layer) => [.. Enumerable.Range(SpatialAxes.First(Arguments(layer).Format), count)];
}
