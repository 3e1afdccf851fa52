using System.Collections.Immutable;
using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;
using Keras.Compiler.Problems;
using Keras.Layers;

namespace Keras.Compiler.Layers;

/// <summary>exp(x) / Σ exp(x) along an axis; positions that a mask drops get no weight.</summary>
public sealed class SoftmaxDefinition : SameShapeDefinition<SoftmaxAttribute>
{
    /// <summary>Stands for minus infinity without making NaN where all positions of an axis are masked.</summary>
    private const double VeryNegative = -1e9;

    public override bool TakesMask => true;

    public override Shape MaskShape(Shape input) => input;

    public override ImmutableArray<LayerFunction> Functions => [new("Softmax")];

    protected override TensorType? InferOutput(SoftmaxAttribute layer, LayerCall call, IProblemSink problems) =>
        call.Axis(layer.Axis, problems) is null ? null : base.InferOutput(layer, call, problems);

    /// <summary>A mask over the features themselves ends here: it says nothing of whole steps.</summary>
    protected override Shape? InferMask(SoftmaxAttribute layer, LayerCall call, TensorType output) =>
        call.Masks[0] is { } mask && mask.Rank < output.Shape.Rank ? mask : null;

    protected override Value Lower(SoftmaxAttribute layer, LayerLowering call)
    {
        if (call.AlignedMask(0, call.Input.Shape.Rank) is not { } mask) return call.Builder.Softmax(call.LayerPath, call.Input, layer.Axis);
        var (x, keep) = (Ops.Elementwise.Formula.Operand(0), Ops.Elementwise.Formula.Operand(1));
        var masked = call.Builder.Map(call.LayerPath, Ops.Elementwise.Formula.Select(keep, x, VeryNegative), call.Input, mask);
        return call.Builder.Map(call.LayerPath, x * keep, call.Builder.Softmax(call.LayerPath, masked, layer.Axis), mask);
    }
}
