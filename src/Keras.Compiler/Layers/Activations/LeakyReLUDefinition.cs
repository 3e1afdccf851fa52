using System.Collections.Immutable;
using Keras.Compiler.Ops.Elementwise;
using Keras.Layers;

namespace Keras.Compiler.Layers;

/// <summary>x where x is above 0, else slope·x. Layer and function differ in the default slope.</summary>
public sealed class LeakyReLUDefinition : ElementwiseDefinition<LeakyReLUAttribute>
{
    public override ImmutableArray<LayerFunction> Functions => [new("LeakyRelu", ("negativeSlope", 0.2))];

    protected override void Validate(LeakyReLUAttribute layer, HyperparameterChecks checks) =>
        checks.NotNegative(nameof(layer.NegativeSlope), layer.NegativeSlope);

    protected override Formula Formula(LeakyReLUAttribute layer, Formula x) => ActivationFormulas.LeakyRelu(x, layer.NegativeSlope);
}
