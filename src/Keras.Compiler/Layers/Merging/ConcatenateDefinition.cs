using System.Collections.Immutable;
using Keras.Compiler.Ops;
using Keras.Compiler.Problems;
using Keras.Layers;

namespace Keras.Compiler.Layers.Merging;

/// <summary>Joins tensors along an axis; all other axes are equal.</summary>
public sealed class ConcatenateDefinition : LayerDefinition<ConcatenateAttribute>
{
    public override ImmutableArray<LayerFunction> Functions => [new("Concatenate")];

    public override InputCount InputCount => InputCount.OneOrMore;

    protected override TensorType? InferOutput(ConcatenateAttribute layer, LayerCall call, IProblemSink problems)
    {
        if (call.Axis(layer.Axis, problems) is not { } axis) return null;
        var joined = call.Input.Shape;
        for (var i = 1; i < call.Inputs.Length; i++)
        {
            if (call.Inputs[i].DType != call.Input.DType)
            {
                problems.ElementTypeDiffers(call.InputNodes[i], i, call.LayerName, call.Inputs[i].DType,
                    $"{call.Input.DType.ToString().ToLowerInvariant()} as the first input");
                return null;
            }
            if (Join(joined, call.Inputs[i].Shape, axis, call) is not { } next)
            {
                problems.ConcatenationShapesDiffer(call.InputNodes[i], string.Join(", ", call.Inputs.Select(input => input.Shape)), axis);
                return null;
            }
            joined = next;
        }
        return call.Input with { Shape = joined };
    }

    private static Shape? Join(Shape left, Shape right, int axis, LayerCall call)
    {
        if (left.Rank != right.Rank) return null;
        var dims = new Dim[left.Rank];
        for (var i = 0; i < dims.Length; i++)
        {
            if ((i == axis ? left[i] + right[i] : call.Unify(left[i], right[i])) is not { } length) return null;
            dims[i] = length;
        }
        return Shape.Of(dims);
    }

    protected override Value Lower(ConcatenateAttribute layer, LayerLowering call) =>
        call.Builder.Concatenate(call.LayerPath, Front(layer, call), [.. call.Inputs]);

    protected override Shape? InferMask(ConcatenateAttribute layer, LayerCall call, TensorType output) =>
        call.Masks.All(mask => mask is null) ? null : output.Shape.WithoutAxis(-1);

    /// <summary>Joined like the inputs; along the feature axis a step is kept where any input keeps it. An input without a mask keeps all.</summary>
    protected override Value? LowerMask(ConcatenateAttribute layer, LayerLowering call, Value output)
    {
        var (name, rank) = (call.LayerPath + "_mask", output.Shape.Rank);
        if (Front(layer, call) == rank - 1)
        {
            var kept = call.Masks.Contains(null)
                ? [call.Builder.MapBool(name, 1)]
                : call.Masks.Select(mask => call.Builder.LengthenMask(name, mask!, rank - 1)).ToList();
            return call.Builder.BroadcastTo(name, call.Builder.AnyMask(name, kept), output.Shape.WithoutAxis(-1));
        }
        return call.Builder.Concatenate(name, Front(layer, call), [.. call.Masks.Select((mask, i) => call.Builder.BroadcastTo(
            name,
            mask is null ? call.Builder.MapBool(name, 1) : call.Builder.LengthenMask(name, mask, rank - 1),
            call.Inputs[i].Shape.WithoutAxis(-1)))]);
    }

    private static int Front(ConcatenateAttribute layer, LayerLowering call) =>
        layer.Axis < 0 ? layer.Axis + call.Input.Shape.Rank : layer.Axis;
}
