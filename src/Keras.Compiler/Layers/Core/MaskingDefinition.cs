using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;
using Keras.Compiler.Problems;
using Keras.Layers;

namespace Keras.Compiler.Layers.Core;

/// <summary>Masks the steps whose features all have one value, and makes them zero.</summary>
public sealed class MaskingDefinition : LayerDefinition<MaskingAttribute>
{
    protected override TensorType? InferOutput(MaskingAttribute layer, LayerCall call, IProblemSink problems) =>
        call.AreFloats(problems) && call.HasRank(2, problems) ? call.Input : null;

    protected override Shape? InferMask(MaskingAttribute layer, LayerCall call, TensorType output) => output.Shape.WithoutAxis(-1);

    protected override Value Lower(MaskingAttribute layer, LayerLowering call) => call.Builder.Map(
        call.LayerPath, Formula.Select(Formula.Operand(1), Formula.Operand(0), 0),
        call.Input, call.Builder.LengthenMask(call.LayerPath + "_mask", Mask(layer, call), call.Input.Shape.Rank));

    protected override Value? LowerMask(MaskingAttribute layer, LayerLowering call, Value output) => Mask(layer, call);

    private static Value Mask(MaskingAttribute layer, LayerLowering call) => call.Builder.AnyAlongLast(
        call.LayerPath + "_mask", Formula.Apply("NotEqual", Formula.Operand(0), layer.MaskValue), call.Input);
}
