using System.Collections.Immutable;
using Keras.Compiler.Ops.Elementwise;
using Keras.Layers;

namespace Keras.Compiler.Layers;

/// <summary>x where its magnitude is above the threshold, else 0.</summary>
public sealed class HardShrinkDefinition : ElementwiseFunctionDefinition<HardShrinkParameters>
{
    public override ImmutableArray<LayerFunction> Functions => [new("HardShrink")];

    protected override Formula Formula(HardShrinkParameters parameters, Formula x) => ActivationFormulas.HardShrink(x, parameters.Threshold);
}

/// <summary>Arguments of the function.</summary>
public sealed class HardShrinkParameters : LayerDeclarationAttribute
{
    public double Threshold { get; set; } = 0.5;
}
