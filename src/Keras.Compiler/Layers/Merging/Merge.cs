using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;
using Keras.Compiler.Problems;
using Keras.Layers;

namespace Keras.Compiler.Layers.Merging;

/// <summary>The rule that all element-wise merges share: inputs of fewer axes get axes of length 1 after the batch axis; then axes are
/// equal or of length 1.</summary>
internal static class Merge
{
    /// <summary>Type of the result, or null after reporting a fault.</summary>
    public static TensorType? Infer(LayerCall call, IProblemSink problems)
    {
        if (!call.AreFloats(problems)) return null;
        var rank = call.Inputs.Max(input => input.Shape.Rank);
        var merged = Extend(call.Input.Shape, rank);
        for (var i = 1; i < call.Inputs.Length; i++)
        {
            if (Broadcast(merged, Extend(call.Inputs[i].Shape, rank), call) is not { } next)
            {
                problems.ShapesDoNotBroadcast(call.InputNodes[i], call.LayerName, call.Input.Shape, call.Inputs[i].Shape);
                return null;
            }
            merged = next;
        }
        return call.Input with { Shape = merged };
    }

    /// <summary>Where any input is kept, if all inputs have masks; else null.</summary>
    public static Shape? InferMask(LayerCall call)
    {
        if (call.Masks.Any(mask => mask is null)) return null;
        var masks = call.Masks.Select((mask, i) => ExtendMask(mask!, call.Inputs[i].Shape.Rank, call.Inputs.Max(input => input.Shape.Rank))).ToList();
        var rank = masks.Max(mask => mask.Rank);
        return masks.Select(mask => mask.Lengthen(rank)).Aggregate((left, right) => Broadcast(left, right, call)!);
    }

    /// <summary>The masks of all inputs joined by "or".</summary>
    public static Value LowerMask(LayerLowering call)
    {
        var masks = Masks(call);
        var rank = masks.Max(mask => mask!.Shape.Rank);
        return call.Builder.AnyMask(MaskName(call), [.. masks.Select(mask => call.Builder.LengthenMask(MaskName(call), mask!, rank))]);
    }

    /// <summary>The inputs with equally many axes.</summary>
    public static Value[] Operands(LayerLowering call)
    {
        var rank = call.Inputs.Max(input => input.Shape.Rank);
        return [.. call.Inputs.Select(input => call.Builder.Reshape(call.LayerPath, input, Extend(input.Shape, rank)))];
    }

    /// <summary>The masks of these operands, which they broadcast to; null where an input has none.</summary>
    public static Value?[] OperandMasks(LayerLowering call)
    {
        var rank = call.Inputs.Max(input => input.Shape.Rank);
        return [.. Masks(call).Select(mask => mask is null ? null : call.Builder.LengthenMask(MaskName(call), mask, rank))];
    }

    /// <summary>One element-wise step over all inputs.</summary>
    public static Value Lower(LayerLowering call, Func<IReadOnlyList<Formula>, Formula> combine)
    {
        var operands = Operands(call);
        return call.Builder.Map(call.LayerPath, combine([.. operands.Select((_, i) => Formula.Operand(i))]), operands);
    }

    private static IEnumerable<Value?> Masks(LayerLowering call)
    {
        var rank = call.Inputs.Max(input => input.Shape.Rank);
        return call.Masks.Select((mask, i) => mask is null
            ? null
            : call.Builder.Reshape(MaskName(call), mask, ExtendMask(mask.Shape, call.Inputs[i].Shape.Rank, rank)));
    }

    private static string MaskName(LayerLowering call) => call.LayerPath + "_mask";

    /// <summary>A mask grows with its input.</summary>
    private static Shape ExtendMask(Shape mask, int inputRank, int rank) => Extend(mask, mask.Rank + rank - inputRank);

    private static Shape Extend(Shape shape, int rank) => shape.Rank == rank
        ? shape
        : Shape.Of([shape[0], .. Enumerable.Repeat(Dim.Known(1), rank - shape.Rank), .. shape.Dims.Skip(1)]);

    private static Shape? Broadcast(Shape left, Shape right, LayerCall call)
    {
        var dims = new Dim[left.Rank];
        for (var axis = 0; axis < dims.Length; axis++)
        {
            var (l, r) = (left[axis], right[axis]);
            if ((l == 1 ? r : r == 1 ? l : call.Unify(l, r)) is not { } length) return null;
            dims[axis] = length;
        }
        return Shape.Of(dims);
    }
}

/// <summary>A layer that merges tensors element by element.</summary>
public abstract class MergeDefinition<TAttribute> : LayerDefinition<TAttribute> where TAttribute : LayerDeclarationAttribute
{
    public override InputCount InputCount => InputCount.OneOrMore;

    protected sealed override TensorType? InferOutput(TAttribute layer, LayerCall call, IProblemSink problems) => Merge.Infer(call, problems);

    /// <summary>The expression over the inputs.</summary>
    protected abstract Formula Combine(IReadOnlyList<Formula> inputs);

    protected override Value Lower(TAttribute layer, LayerLowering call) =>
        call.Inputs.Length == 1 ? call.Input : Merge.Lower(call, Combine);

    protected sealed override Shape? InferMask(TAttribute layer, LayerCall call, TensorType output) => Merge.InferMask(call);

    protected sealed override Value? LowerMask(TAttribute layer, LayerLowering call, Value output) => Merge.LowerMask(call);
}
