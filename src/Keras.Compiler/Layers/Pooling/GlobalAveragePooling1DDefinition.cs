using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;
using Keras.Compiler.Problems;
using Keras.Layers;

namespace Keras.Compiler.Layers.Pooling;

/// <summary>The mean over the steps; of those alone that a mask leaves.</summary>
public sealed class GlobalAveragePooling1DDefinition() : GlobalPoolingDefinition<GlobalAveragePooling1DAttribute>(count: 1, ReduceKind.Mean)
{
    public override bool TakesMask => true;

    protected override (DataFormat Format, bool KeepDims) Arguments(GlobalAveragePooling1DAttribute layer) => (layer.DataFormat, layer.KeepDims);

    protected override TensorType? InferOutput(GlobalAveragePooling1DAttribute layer, LayerCall call, IProblemSink problems)
    {
        if (base.InferOutput(layer, call, problems) is not { } output) return null;
        // A mask is about axis 1. Where the steps are on axis 2, it must be as long as these.
        var expected = Shape.Of(call.Input.Shape[0], call.Input.Shape[Steps(layer)]);
        if (call.Masks[0] is not { } mask || mask.Agrees(expected)) return output;
        problems.MaskDiffers(call.InputNodes[0], call.LayerName, mask.ToString(), expected);
        return null;
    }

    protected override Value Lower(GlobalAveragePooling1DAttribute layer, LayerLowering call)
    {
        if (call.Masks[0] is not { } mask) return base.Lower(layer, call);
        var (builder, name, steps, x) = (call.Builder, call.LayerPath, Steps(layer), call.Input);
        var weights = builder.Reshape(name + "_mask", mask, x.Shape.WithAxis(3 - steps, 1));
        var sum = builder.Reduce(name, ReduceKind.Sum, builder.Map(name, Formula.Operand(0) * Formula.Operand(1), x, weights), [steps], layer.KeepDims);
        var count = builder.Reduce(name, ReduceKind.Sum, builder.Map(name, Formula.Operand(0), weights), [steps], layer.KeepDims);
        return builder.Map(name, Formula.Operand(0) / Formula.Operand(1), sum, count);
    }

    private static int Steps(GlobalAveragePooling1DAttribute layer) => SpatialAxes.First(layer.DataFormat);
}
