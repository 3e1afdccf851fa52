namespace Keras;

/// <summary>Norm at most a maximum.</summary>
/// <param name="maxValue">The maximum, 2 by default.</param>
/// <param name="axis">Axes over which the norm is taken; [0] by default, the inputs of a dense kernel.</param>
public sealed class MaxNorm(float maxValue = 2f, int[]? axis = null) : NormConstraint(axis)
{
    private readonly float _maxValue = Hyperparameter.NotNegative(maxValue);

    private protected override float Wanted(float norm) => norm > _maxValue ? _maxValue : norm;
}
