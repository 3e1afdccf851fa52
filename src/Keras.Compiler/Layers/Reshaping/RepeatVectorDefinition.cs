using Keras.Compiler.Ops;
using Keras.Compiler.Problems;
using Keras.Layers;

namespace Keras.Compiler.Layers.Reshaping;

/// <summary>(batch, features) to (batch, n, features).</summary>
public sealed class RepeatVectorDefinition : LayerDefinition<RepeatVectorAttribute>
{
    protected override void Validate(RepeatVectorAttribute layer, HyperparameterChecks checks) => checks.Positive(nameof(layer.N), layer.N);

    protected override TensorType? InferOutput(RepeatVectorAttribute layer, LayerCall call, IProblemSink problems) =>
        call.AreFloats(problems) && call.HasExactRank(2, problems) ? call.Input with { Shape = Repeated(call.Input.Shape, layer.N) } : null;

    protected override Value Lower(RepeatVectorAttribute layer, LayerLowering call) => call.Builder.BroadcastTo(
        call.LayerPath, call.Builder.Reshape(call.LayerPath, call.Input, Repeated(call.Input.Shape, 1)), Repeated(call.Input.Shape, layer.N));

    private static Shape Repeated(Shape vector, int count) => Shape.Of(vector[0], count, vector[1]);
}
