using System.Collections.Immutable;
using Keras.Compiler.Ops.Elementwise;
using Keras.Layers;

namespace Keras.Compiler.Layers;

/// <summary>x moved towards zero by the threshold, zero within.</summary>
public sealed class SoftShrinkDefinition : ElementwiseFunctionDefinition<SoftShrinkParameters>
{
    public override ImmutableArray<LayerFunction> Functions => [new("SoftShrink")];

    protected override Formula Formula(SoftShrinkParameters parameters, Formula x) => ActivationFormulas.SoftShrink(x, parameters.Threshold);
}

/// <summary>Arguments of the function.</summary>
public sealed class SoftShrinkParameters : LayerDeclarationAttribute
{
    public double Threshold { get; set; } = 0.5;
}
