using System.Collections.Immutable;
using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;
using Keras.Compiler.Problems;
using Keras.Layers;

namespace Keras.Compiler.Layers.Normalization;

/// <summary>Normalises by moments of the batch in training, by moving ones in inference. A mask says which steps the moments are of.</summary>
public sealed class BatchNormalizationDefinition : SameShapeDefinition<BatchNormalizationAttribute>
{
    public override bool TakesMask => true;

    public override bool MixesSamples => true;

    protected override void Validate(BatchNormalizationAttribute layer, HyperparameterChecks checks)
    {
        checks.Fraction(nameof(layer.Momentum), layer.Momentum);
        checks.Require(layer.Epsilon > 0, nameof(layer.Epsilon), layer.Epsilon, "a number above 0");
    }

    protected override ImmutableArray<WeightDeclaration> Weights(BatchNormalizationAttribute layer, Shape input)
    {
        ImmutableArray<int> shape = [(int)input[layer.Axis].Value];
        var weights = ImmutableArray.CreateBuilder<WeightDeclaration>();
        if (layer.Scale) weights.Add(new("gamma", shape, DefaultInitializer: Initializer.Ones));
        if (layer.Center) weights.Add(new("beta", shape));
        weights.Add(new("moving_mean", shape, Trainable: false));
        weights.Add(new("moving_variance", shape, Trainable: false, DefaultInitializer: Initializer.Ones));
        return weights.ToImmutable();
    }

    protected override TensorType? InferOutput(BatchNormalizationAttribute layer, LayerCall call, IProblemSink problems) =>
        call.Axis(layer.Axis, problems) is { } axis && call.IsKnown(axis, problems) ? base.InferOutput(layer, call, problems) : null;

    protected override Value Lower(BatchNormalizationAttribute layer, LayerLowering call)
    {
        var (x, rank) = (call.Input, call.Input.Shape.Rank);
        var axis = layer.Axis < 0 ? layer.Axis + rank : layer.Axis;
        var (mean, variance) = (call.Weight("moving_mean"), call.Weight("moving_variance"));
        if (call.Training)
        {
            int[] axes = [.. Enumerable.Range(0, rank).Where(i => i != axis)];
            var batch = call.AlignedMask(0, rank - 1) is { } mask
                ? MaskedMoments.Of(call, mask, mean, variance, axes)
                : call.Builder.BatchStatistics(call.LayerPath, x, mean, variance, axes, call.LayerPath);
            call.WriteState("moving_mean", Move(mean, batch.Mean));
            call.WriteState("moving_variance", Move(variance, batch.Variance));
            (mean, variance) = batch;
        }
        return NormalizationFormula.Apply(call.Builder, call.LayerPath, x, Align(mean), Align(variance), layer.Epsilon,
            layer.Scale ? Align(call.Weight("gamma")) : null, layer.Center ? Align(call.Weight("beta")) : null);

        Value Move(Value moving, Value batch) => call.Builder.Map(
            moving.Name, Formula.Operand(0) * layer.Momentum + Formula.Operand(1) * (1 - layer.Momentum), moving, batch);

        // A feature axis before the last one needs axes of length 1 after it.
        Value Align(Value feature) =>
            call.Builder.Reshape(feature.Name, feature, Shape.Of([feature.Shape[0], .. Enumerable.Repeat(Dim.Known(1), rank - 1 - axis)]));
    }
}
