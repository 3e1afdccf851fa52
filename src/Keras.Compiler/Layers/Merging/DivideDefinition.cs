using System.Collections.Immutable;
using Keras.Compiler.Ops;
using Keras.Compiler.Problems;
using Keras.Layers;

namespace Keras.Compiler.Layers.Merging;

/// <summary>The first input divided by the second.</summary>
public sealed class DivideDefinition : FunctionDefinition<DivideParameters>
{
    public override ImmutableArray<LayerFunction> Functions => [new("Divide")];

    public override ImmutableArray<LayerOperator> Operators => [new("/", OperatorForm.Tensors, "divide")];

    public override InputCount InputCount => InputCount.Two;

    protected override TensorType? InferOutput(DivideParameters layer, LayerCall call, IProblemSink problems) => Merge.Infer(call, problems);

    protected override Value Lower(DivideParameters layer, LayerLowering call) => Merge.Lower(call, inputs => inputs[0] / inputs[1]);
}

/// <summary>The function has no arguments beside the tensors.</summary>
public sealed class DivideParameters : LayerDeclarationAttribute;
