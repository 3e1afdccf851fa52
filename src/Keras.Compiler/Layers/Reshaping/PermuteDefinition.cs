using Keras.Compiler.Ops;
using Keras.Compiler.Problems;
using Keras.Layers;

namespace Keras.Compiler.Layers.Reshaping;

/// <summary>Axes of a sample in another order.</summary>
public sealed class PermuteDefinition : LayerDefinition<PermuteAttribute>
{
    protected override void Validate(PermuteAttribute layer, HyperparameterChecks checks) => checks.Require(
        IsPermutation(layer), nameof(layer.Dims), layer.Dims, $"a permutation of the axes 1 to {Math.Max(1, layer.Dims.Length)}");

    protected override TensorType? InferOutput(PermuteAttribute layer, LayerCall call, IProblemSink problems) =>
        IsPermutation(layer) && call.HasExactRank(layer.Dims.Length + 1, problems)
            ? call.Input with { Shape = Shape.Of([.. Permutation(layer).Select(axis => call.Input.Shape[axis])]) }
            : null;

    protected override Value Lower(PermuteAttribute layer, LayerLowering call) =>
        call.Builder.Transpose(call.LayerPath, call.Input, Permutation(layer));

    private static bool IsPermutation(PermuteAttribute layer) =>
        layer.Dims.Length > 0 && layer.Dims.OrderBy(axis => axis).SequenceEqual(Enumerable.Range(1, layer.Dims.Length));

    private static int[] Permutation(PermuteAttribute layer) => [0, .. layer.Dims];
}
