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
        call.Builder.Concatenate(call.LayerPath, layer.Axis < 0 ? layer.Axis + call.Input.Shape.Rank : layer.Axis, [.. call.Inputs]);
}
