using System.Runtime.CompilerServices;

namespace Keras;

/// <summary>Checks and arithmetic of the optimizers' constants.</summary>
internal static class Hyperparameter
{
    /// <summary>A share from 0 to 1.</summary>
    public static float Share(float value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value is >= 0f and <= 1f ? value : throw new ArgumentOutOfRangeException(name, value, $"'{name}' must be from 0 to 1.");

    /// <summary>A number above zero. With an epsilon of zero, weights without gradient (padding among them) would become NaN.</summary>
    public static float Positive(float value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value > 0f && float.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name, value, $"'{name}' must be a number above 0.");

    /// <summary>A number not below zero.</summary>
    public static float NotNegative(float value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value >= 0f && float.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name, value, $"'{name}' must be a number not below 0.");

    /// <summary>1 − share rounded once: the share is taken as the decimal number that the user wrote, as Keras does, so that the complement
    /// of 0.999f is 0.001f and not 0.00099998713f.</summary>
    public static float Complement(float share) => (float)(1m - (decimal)share);

    /// <summary>1 − share^step, Adam's correction for averages that start at zero.</summary>
    public static float BiasCorrection(float share, long step) => 1f - (float)Math.Pow(share, step);
}
