using System.Numerics.Tensors;

namespace Keras;

/// <summary>l1·Σ|w| + l2·Σw² (no half).</summary>
/// <param name="l1">Factor of the absolute values, 0 by default.</param>
/// <param name="l2">Factor of the squares, 0 by default.</param>
public class L1L2(float l1 = 0f, float l2 = 0f) : WeightRegularizer
{
    private readonly float _l1 = Hyperparameter.NotNegative(l1);
    private readonly float _l2 = Hyperparameter.NotNegative(l2);

    /// <inheritdoc/>
    public sealed override bool IsElementwise => true;

    /// <inheritdoc/>
    public sealed override float Penalty(ReadOnlySpan<float> weight, ReadOnlySpan<int> shape) =>
        (_l1 == 0f ? 0f : _l1 * TensorPrimitives.SumOfMagnitudes(weight)) + (_l2 == 0f ? 0f : _l2 * TensorPrimitives.SumOfSquares(weight));

    /// <inheritdoc/>
    public sealed override void AddGradient(ReadOnlySpan<float> weight, ReadOnlySpan<int> shape, Span<float> gradient)
    {
        if (_l2 != 0f) TensorPrimitives.MultiplyAdd(weight, 2f * _l2, gradient, gradient);
        if (_l1 == 0f) return;
        for (var i = 0; i < gradient.Length; i++)
            gradient[i] += weight[i] > 0f ? _l1 : weight[i] < 0f ? -_l1 : 0f;
    }
}

/// <summary>l1·Σ|w|.</summary>
/// <param name="l1">Factor, 0.01 by default.</param>
public sealed class L1(float l1 = 0.01f) : L1L2(l1, 0f);

/// <summary>l2·Σw² (no half).</summary>
/// <param name="l2">Factor, 0.01 by default.</param>
public sealed class L2(float l2 = 0.01f) : L1L2(0f, l2);
