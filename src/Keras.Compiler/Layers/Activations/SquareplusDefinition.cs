using System.Collections.Immutable;
using Keras.Compiler.Ops.Elementwise;
using Keras.Layers;

namespace Keras.Compiler.Layers;

/// <summary>(x + √(x² + b))/2.</summary>
public sealed class SquareplusDefinition : ElementwiseFunctionDefinition<SquareplusParameters>
{
    public override ImmutableArray<LayerFunction> Functions => [new("Squareplus")];

    protected override Formula Formula(SquareplusParameters parameters, Formula x) => ActivationFormulas.Squareplus(x, parameters.B);
}

/// <summary>Arguments of the function.</summary>
public sealed class SquareplusParameters : LayerDeclarationAttribute
{
    public double B { get; set; } = 4;
}
