using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;
using Keras.Compiler.Problems;
using Keras.Layers;

namespace Keras.Compiler.Layers.Preprocessing;

/// <summary>x·scale + offset, as float32.</summary>
public sealed class RescalingDefinition : LayerDefinition<RescalingAttribute>
{
    public override bool SupportsMasking => true;

    protected override TensorType? InferOutput(RescalingAttribute layer, LayerCall call, IProblemSink problems) =>
        call.Input with { DType = DType.Float32 };

    protected override Value Lower(RescalingAttribute layer, LayerLowering call)
    {
        var scaled = Formula.Operand(0) * layer.Scale;
        return call.Builder.Map(call.LayerPath, layer.Offset == 0 ? scaled : scaled + layer.Offset, call.Input);
    }
}
