using System.Collections.Immutable;
using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;
using Keras.Compiler.Problems;
using Keras.Layers;

namespace Keras.Compiler.Layers.Core;

/// <summary>A row of a table for each token.</summary>
public sealed class EmbeddingDefinition : LayerDefinition<EmbeddingAttribute>
{
    public override ImmutableArray<string> IgnoredArguments => [nameof(EmbeddingAttribute.InputLength)];

    protected override void Validate(EmbeddingAttribute layer, HyperparameterChecks checks)
    {
        checks.Positive(nameof(layer.InputDim), layer.InputDim);
        checks.Positive(nameof(layer.OutputDim), layer.OutputDim);
    }

    protected override ImmutableArray<WeightDeclaration> Weights(EmbeddingAttribute layer, Shape input) =>
        [new("embeddings", [layer.InputDim, layer.OutputDim])];

    protected override TensorType? InferOutput(EmbeddingAttribute layer, LayerCall call, IProblemSink problems) =>
        new(Shape.Of([.. call.Input.Shape.Dims, layer.OutputDim]), DType.Float32);

    protected override Shape? InferMask(EmbeddingAttribute layer, LayerCall call, TensorType output) =>
        layer.MaskZero ? call.Input.Shape : null;

    protected override Value Lower(EmbeddingAttribute layer, LayerLowering call) =>
        call.Builder.Gather(call.LayerPath, call.Weight("embeddings"), call.Input, call.LayerPath);

    protected override Value? LowerMask(EmbeddingAttribute layer, LayerLowering call, Value output) =>
        call.Builder.MapBool(call.LayerPath + "_mask", Formula.Apply("NotEqual", Formula.Operand(0), 0), call.Input);
}
