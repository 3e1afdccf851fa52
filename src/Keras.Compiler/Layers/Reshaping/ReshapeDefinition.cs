using System.Collections.Immutable;
using Keras.Compiler.Ops;
using Keras.Compiler.Problems;
using Keras.Compiler.Support;
using Keras.Layers;

namespace Keras.Compiler.Layers.Reshaping;

/// <summary>The same elements of each sample in another shape.</summary>
public sealed class ReshapeDefinition : LayerDefinition<ReshapeAttribute>
{
    public override ImmutableArray<LayerFunction> Functions => [new("Reshape")];

    protected override void Validate(ReshapeAttribute layer, HyperparameterChecks checks) => checks.Require(
        layer.TargetShape.All(length => length is -1 or >= 1) && layer.TargetShape.Count(length => length == -1) <= 1,
        nameof(layer.TargetShape), layer.TargetShape, "lengths of at least 1, at most one of them -1");

    protected override TensorType? InferOutput(ReshapeAttribute layer, LayerCall call, IProblemSink problems)
    {
        var sample = Sample(call.Input.Shape);
        if (Target(layer, call.Input.Shape) is { } target && call.Unify(sample.Size, Sample(target).Size) is not null)
            return call.Input with { Shape = target };
        problems.ReshapeSizeDiffers(call.Node, sample.ToString(), $"({string.Join(", ", layer.TargetShape)}{(layer.TargetShape.Length == 1 ? "," : "")})");
        return null;
    }

    protected override Value Lower(ReshapeAttribute layer, LayerLowering call) =>
        call.Builder.Reshape(call.LayerPath, call.Input, Target(layer, call.Input.Shape)!);

    private static Shape Sample(Shape shape) => new(shape.Dims.Skip(1).ToEquatableArray());

    /// <summary>The target with the free length computed; null where the given ones do not divide the size of a sample.</summary>
    private static Shape? Target(ReshapeAttribute layer, Shape input)
    {
        var given = layer.TargetShape.Where(length => length != -1).Aggregate(Dim.Known(1), (product, length) => product * length);
        var free = layer.TargetShape.Contains(-1) ? Sample(input).Size.DivideExactly(given) : Dim.Known(1);
        return free is null ? null : Shape.Of([input[0], .. layer.TargetShape.Select(length => length == -1 ? free : length)]);
    }
}
