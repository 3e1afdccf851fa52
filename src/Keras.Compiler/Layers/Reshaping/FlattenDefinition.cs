using System.Collections.Immutable;
using Keras.Compiler.Ops;
using Keras.Compiler.Problems;
using Keras.Compiler.Support;
using Keras.Layers;

namespace Keras.Compiler.Layers.Reshaping;

/// <summary>(batch, ...) to (batch, product of the rest).</summary>
public sealed class FlattenDefinition : LayerDefinition<FlattenAttribute>
{
    public override ImmutableArray<LayerFunction> Functions => [new("Flatten")];

    protected override TensorType? InferOutput(FlattenAttribute layer, LayerCall call, IProblemSink problems) =>
        call.Input with { Shape = Flat(call.Input.Shape) };

    protected override Value Lower(FlattenAttribute layer, LayerLowering call)
    {
        var (x, rank) = (call.Input, call.Input.Shape.Rank);
        if (layer.DataFormat == DataFormat.ChannelsFirst && rank > 2)
            x = call.Builder.Transpose(call.LayerPath, x, [0, .. Enumerable.Range(2, rank - 2), 1]);
        return call.Builder.Reshape(call.LayerPath, x, Flat(call.Input.Shape));
    }

    private static Shape Flat(Shape input) => Shape.Of(input[0], new Shape(input.Dims.Skip(1).ToEquatableArray()).Size);
}
