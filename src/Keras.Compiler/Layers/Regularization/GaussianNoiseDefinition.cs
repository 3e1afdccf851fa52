using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;
using Keras.Layers;

namespace Keras.Compiler.Layers.Regularization;

/// <summary>In training adds normal noise; passes its input on otherwise.</summary>
public sealed class GaussianNoiseDefinition : SameShapeDefinition<GaussianNoiseAttribute>
{
    protected override void Validate(GaussianNoiseAttribute layer, HyperparameterChecks checks) =>
        checks.Fraction(nameof(layer.Stddev), layer.Stddev);

    protected override Value Lower(GaussianNoiseAttribute layer, LayerLowering call) => call.Training && layer.Stddev > 0
        ? call.Builder.Map(call.LayerPath, Formula.Operand(0) + layer.Stddev * RandomNumbers.Normal(call, layer.Seed), call.Input)
        : call.Input;
}
