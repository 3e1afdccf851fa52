using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;
using Keras.Layers;

namespace Keras.Compiler.Layers.Regularization;

/// <summary>In training multiplies by normal noise of mean 1; passes its input on otherwise.</summary>
public sealed class GaussianDropoutDefinition : SameShapeDefinition<GaussianDropoutAttribute>
{
    protected override void Validate(GaussianDropoutAttribute layer, HyperparameterChecks checks) =>
        checks.FractionBelowOne(nameof(layer.Rate), layer.Rate);

    protected override Value Lower(GaussianDropoutAttribute layer, LayerLowering call)
    {
        if (!call.Training || layer.Rate == 0) return call.Input;
        var deviation = Math.Sqrt(layer.Rate / (1 - layer.Rate));
        return call.Builder.Map(call.LayerPath, Formula.Operand(0) * (1 + deviation * RandomNumbers.Normal(call, layer.Seed)), call.Input);
    }
}
