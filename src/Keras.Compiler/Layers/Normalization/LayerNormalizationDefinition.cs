using System.Collections.Immutable;
using Keras.Compiler.Ops;
using Keras.Compiler.Problems;
using Keras.Layers;

namespace Keras.Compiler.Layers.Normalization;

/// <summary>Normalises each sample by its own moments over the given axes.</summary>
public sealed class LayerNormalizationDefinition : SameShapeDefinition<LayerNormalizationAttribute>
{
    protected override void Validate(LayerNormalizationAttribute layer, HyperparameterChecks checks)
    {
        checks.Require(layer.Axis.Length > 0, nameof(layer.Axis), layer.Axis, "one axis or more");
        checks.Require(layer.Epsilon > 0, nameof(layer.Epsilon), layer.Epsilon, "a number above 0");
    }

    protected override ImmutableArray<WeightDeclaration> Weights(LayerNormalizationAttribute layer, Shape input)
    {
        if (!layer.Scale && !layer.Center) return [];
        ImmutableArray<int> shape = [.. Axes(layer, input.Rank).Select(axis => (int)input[axis].Value)];
        var weights = ImmutableArray.CreateBuilder<WeightDeclaration>();
        if (layer.Scale) weights.Add(new("gamma", shape, DefaultInitializer: Initializer.Ones));
        if (layer.Center) weights.Add(new("beta", shape));
        return weights.ToImmutable();
    }

    protected override TensorType? InferOutput(LayerNormalizationAttribute layer, LayerCall call, IProblemSink problems)
    {
        foreach (var axis in layer.Axis)
            if (call.Axis(axis, problems) is not { } normal || ((layer.Scale || layer.Center) && !call.IsKnown(normal, problems))) return null;
        return base.InferOutput(layer, call, problems);
    }

    protected override Value Lower(LayerNormalizationAttribute layer, LayerLowering call)
    {
        var (x, axes) = (call.Input, Axes(layer, call.Input.Shape.Rank));
        var (mean, variance) = call.Builder.Moments(call.LayerPath, x, axes);
        return NormalizationFormula.Apply(call.Builder, call.LayerPath, x, mean, variance, layer.Epsilon,
            layer.Scale ? Align(call.Weight("gamma")) : null, layer.Center ? Align(call.Weight("beta")) : null);

        // Normalised axes that are not the last ones need axes of length 1 between and after them.
        Value Align(Value weight) => call.Builder.Reshape(weight.Name, weight, Shape.Of(
            [.. Enumerable.Range(axes[0], x.Shape.Rank - axes[0]).Select(axis => axes.Contains(axis) ? x.Shape[axis] : Dim.Known(1))]));
    }

    private static int[] Axes(LayerNormalizationAttribute layer, int rank) =>
        [.. layer.Axis.Select(axis => axis < 0 ? axis + rank : axis).Distinct().OrderBy(axis => axis)];
}
