using System.Collections.Immutable;
using Keras.Compiler.Ops;
using Keras.Compiler.Problems;
using Keras.Layers;

namespace Keras.Compiler.Layers;

/// <summary>First half of an axis times sigmoid of its second half.</summary>
public sealed class GluDefinition : FunctionDefinition<GluParameters>
{
    public override ImmutableArray<LayerFunction> Functions => [new("Glu")];

    protected override TensorType? InferOutput(GluParameters layer, LayerCall call, IProblemSink problems) =>
        call.AreFloats(problems) && call.Axis(layer.Axis, problems) is { } axis ? Activations.InferGatedLinearUnit(call.Input, axis, call.Node, problems) : null;

    protected override Value Lower(GluParameters layer, LayerLowering call) =>
        Activations.GatedLinearUnit(call.Builder, call.LayerPath, call.Input, layer.Axis < 0 ? layer.Axis + call.Input.Shape.Rank : layer.Axis);
}

/// <summary>Arguments of the function.</summary>
public sealed class GluParameters : LayerDeclarationAttribute
{
    public int Axis { get; set; } = -1;
}
