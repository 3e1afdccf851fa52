namespace Keras;

/// <summary>Norm between a minimum and a maximum, to which it is brought at a rate: rate·clip(norm) + (1 − rate)·norm.</summary>
/// <param name="minValue">The minimum, 0 by default.</param>
/// <param name="maxValue">The maximum, 1 by default.</param>
/// <param name="rate">1 (default) enforces the bounds at once, 0 never.</param>
/// <param name="axis">Axes over which the norm is taken; [0] by default, the inputs of a dense kernel.</param>
public sealed class MinMaxNorm(float minValue = 0f, float maxValue = 1f, float rate = 1f, int[]? axis = null) : NormConstraint(axis)
{
    private readonly float _minValue = Hyperparameter.NotNegative(minValue);
    private readonly float _maxValue = maxValue >= minValue ? maxValue
        : throw new ArgumentOutOfRangeException(nameof(maxValue), maxValue, $"The maximum must not be below the minimum {minValue}.");
    private readonly float _rate = Hyperparameter.Share(rate);

    private protected override float Wanted(float norm) => _rate * Math.Clamp(norm, _minValue, _maxValue) + (1f - _rate) * norm;
}
