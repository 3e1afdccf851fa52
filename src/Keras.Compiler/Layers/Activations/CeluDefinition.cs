using System.Collections.Immutable;
using Keras.Compiler.Ops.Elementwise;
using Keras.Layers;

namespace Keras.Compiler.Layers;

/// <summary>max(x, 0) + min(0, alpha·(exp(x/alpha) − 1)).</summary>
public sealed class CeluDefinition : ElementwiseFunctionDefinition<CeluParameters>
{
    public override ImmutableArray<LayerFunction> Functions => [new("Celu")];

    protected override Formula Formula(CeluParameters parameters, Formula x) => ActivationFormulas.Celu(x, parameters.Alpha);
}

/// <summary>Arguments of the function.</summary>
public sealed class CeluParameters : LayerDeclarationAttribute
{
    public double Alpha { get; set; } = 1;
}
