using System.Collections.Immutable;
using Keras.Compiler.Ops.Elementwise;
using Keras.Layers;

namespace Keras.Compiler.Layers;

/// <summary>Rectified linear unit with slope, threshold and limit.</summary>
public sealed class ReLUDefinition : ElementwiseDefinition<ReLUAttribute>
{
    public override ImmutableArray<LayerFunction> Functions => [new("Relu")];

    protected override void Validate(ReLUAttribute layer, HyperparameterChecks checks)
    {
        checks.NotNegative(nameof(layer.MaxValue), layer.MaxValue);
        checks.NotNegative(nameof(layer.NegativeSlope), layer.NegativeSlope);
        checks.NotNegative(nameof(layer.Threshold), layer.Threshold);
    }

    protected override Formula Formula(ReLUAttribute layer, Formula x) =>
        ActivationFormulas.Relu(x, layer.NegativeSlope, layer.MaxValue, layer.Threshold);
}
