using System.Collections.Immutable;
using Keras.Compiler.Ops.Elementwise;
using Keras.Layers;

namespace Keras.Compiler.Layers;

/// <summary>x where x is above 0, else alpha·(exp(x) − 1).</summary>
public sealed class ELUDefinition : ElementwiseDefinition<ELUAttribute>
{
    public override ImmutableArray<LayerFunction> Functions => [new("Elu")];

    protected override void Validate(ELUAttribute layer, HyperparameterChecks checks) =>
        checks.NotNegative(nameof(layer.Alpha), layer.Alpha);

    protected override Formula Formula(ELUAttribute layer, Formula x) => ActivationFormulas.Elu(x, layer.Alpha);
}
