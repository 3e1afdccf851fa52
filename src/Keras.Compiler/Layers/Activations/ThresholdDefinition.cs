using System.Collections.Immutable;
using Keras.Compiler.Ops.Elementwise;
using Keras.Layers;

namespace Keras.Compiler.Layers;

/// <summary>x above the threshold, else a default value.</summary>
public sealed class ThresholdDefinition : ElementwiseFunctionDefinition<ThresholdParameters>
{
    public override ImmutableArray<LayerFunction> Functions => [new("Threshold")];

    protected override Formula Formula(ThresholdParameters parameters, Formula x) => ActivationFormulas.Threshold(x, parameters.Threshold, parameters.DefaultValue);
}

/// <summary>Arguments of the function.</summary>
public sealed class ThresholdParameters : LayerDeclarationAttribute
{
    public double Threshold { get; set; }
    public double DefaultValue { get; set; }
}
