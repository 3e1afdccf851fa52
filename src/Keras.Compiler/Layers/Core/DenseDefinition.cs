using System.Collections.Immutable;
using Keras.Compiler.Ops;
using Keras.Compiler.Problems;
using Keras.Layers;

namespace Keras.Compiler.Layers.Core;

/// <summary>activation(x·kernel + bias) over the last axis.</summary>
public sealed class DenseDefinition : LayerDefinition<DenseAttribute>
{
    public override bool SupportsMasking => true;

    protected override void Validate(DenseAttribute layer, HyperparameterChecks checks) =>
        checks.Positive(nameof(layer.Units), layer.Units);

    protected override ImmutableArray<WeightDeclaration> Weights(DenseAttribute layer, Shape input)
    {
        var kernel = new WeightDeclaration("kernel", [(int)input[-1].Value, layer.Units], WeightLayout.Panels);
        return layer.UseBias ? [kernel, new("bias", [layer.Units])] : [kernel];
    }

    protected override TensorType? InferOutput(DenseAttribute layer, LayerCall call, IProblemSink problems)
    {
        if (!call.AreFloats(problems) || !call.HasRank(2, problems) || !call.IsKnown(call.Input.Shape.Rank - 1, problems)) return null;
        var product = call.Input with { Shape = call.Input.Shape.WithAxis(-1, layer.Units) };
        return Activations.Infer(layer.Activation, product, call.Node, problems);
    }

    protected override Value Lower(DenseAttribute layer, LayerLowering call)
    {
        var product = call.Builder.MatMul(call.LayerPath, call.Input, call.Weight("kernel"));
        return Activations.Apply(call.Builder, call.LayerPath, layer.Activation, product, layer.UseBias ? call.Weight("bias") : null);
    }
}
