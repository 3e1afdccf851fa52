using System.Collections.Immutable;
using Keras.Compiler.Ops.Elementwise;
using Keras.Layers;

namespace Keras.Compiler.Layers;

/// <summary>x times the normal distribution function of x.</summary>
public sealed class GeluDefinition : ElementwiseFunctionDefinition<GeluParameters>
{
    public override ImmutableArray<LayerFunction> Functions => [new("Gelu")];

    protected override Formula Formula(GeluParameters parameters, Formula x) => ActivationFormulas.Gelu(x, parameters.Approximate);
}

/// <summary>Arguments of the function.</summary>
public sealed class GeluParameters : LayerDeclarationAttribute
{
    public bool Approximate { get; set; }
}
