using System.Numerics.Tensors;

namespace Keras;

/// <summary>Keras's treatment of probabilities in losses: kept from 0 and 1 by ε, where the gradient is zero.</summary>
internal static class Probability
{
    /// <summary>Keras's global fuzz factor.</summary>
    public const float Epsilon = 1e-7f;
    private const float Largest = 1f - Epsilon;

    /// <summary>p brought into [ε, 1 − ε]; NaN stays.</summary>
    public static float Clip(float p) => p < Epsilon ? Epsilon : p > Largest ? Largest : p;

    /// <summary>Whether <see cref="Clip"/> leaves p as it is: there its slope is 1, elsewhere 0.</summary>
    public static bool IsInside(float p) => !(p < Epsilon) && !(p > Largest);

    /// <summary>1/(1 + exp(−x)) without overflow.</summary>
    public static float Sigmoid(float x) => x >= 0f ? 1f / (1f + MathF.Exp(-x)) : MathF.Exp(x) / (1f + MathF.Exp(x));

    /// <summary>ln Σ exp(x) without overflow.</summary>
    public static float LogSumExp(ReadOnlySpan<float> x)
    {
        var largest = TensorPrimitives.Max(x);
        if (!float.IsFinite(largest)) return largest;
        var sum = 0f;
        foreach (var value in x) sum += MathF.Exp(value - largest);
        return largest + MathF.Log(sum);
    }

    /// <summary>Checks a share of label smoothing.</summary>
    public static float Smoothing(float labelSmoothing) =>
        labelSmoothing is >= 0f and <= 1f ? labelSmoothing
        : throw new ArgumentOutOfRangeException(nameof(labelSmoothing), labelSmoothing, "Label smoothing must be from 0 to 1.");
}
