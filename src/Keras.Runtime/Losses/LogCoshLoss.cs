namespace Keras;

/// <summary>Mean over the last axis of ln cosh(p − y), computed as d + ln(1 + exp(−2d)) − ln 2.</summary>
/// <param name="reduction">How the rows become one number.</param>
public sealed class LogCoshLoss(Reduction reduction = Reduction.SumOverBatchSize) : ElementwiseLoss("log_cosh", reduction)
{
    private const float Ln2 = 0.6931472f;

    /// <inheritdoc/>
    protected override float Value(float target, float prediction)
    {
        // Even in d, so |d| keeps the exponent from overflowing.
        var distance = MathF.Abs(prediction - target);
        return distance + MathF.Log(1f + MathF.Exp(-2f * distance)) - Ln2;
    }

    /// <inheritdoc/>
    protected override float Slope(float target, float prediction) => MathF.Tanh(prediction - target);
}
