using System.Collections.Immutable;
using Keras.Compiler.Ops;
using Keras.Compiler.Problems;
using Keras.Layers;

namespace Keras.Compiler.Layers;

/// <summary>x − ln Σ exp(x) along an axis.</summary>
public sealed class LogSoftmaxDefinition : FunctionDefinition<LogSoftmaxParameters>
{
    public override ImmutableArray<LayerFunction> Functions => [new("LogSoftmax")];

    protected override TensorType? InferOutput(LogSoftmaxParameters layer, LayerCall call, IProblemSink problems) =>
        call.AreFloats(problems) && call.Axis(layer.Axis, problems) is not null ? call.Input : null;

    protected override Value Lower(LogSoftmaxParameters layer, LayerLowering call) =>
        call.Builder.LogSoftmax(call.LayerPath, call.Input, layer.Axis);
}

/// <summary>Arguments of the function.</summary>
public sealed class LogSoftmaxParameters : LayerDeclarationAttribute
{
    public int Axis { get; set; } = -1;
}
