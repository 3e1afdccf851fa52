namespace Keras;

/// <summary>Mean over the last axis of (ln(1 + p) − ln(1 + y))², both at least 1e-7.</summary>
/// <param name="reduction">How the rows become one number.</param>
public sealed class MeanSquaredLogarithmicErrorLoss(Reduction reduction = Reduction.SumOverBatchSize) : ElementwiseLoss("mean_squared_logarithmic_error", reduction)
{
    /// <inheritdoc/>
    protected override float Value(float target, float prediction)
    {
        var difference = Logarithm(prediction) - Logarithm(target);
        return difference * difference;
    }

    /// <inheritdoc/>
    protected override float Slope(float target, float prediction) =>
        prediction < Probability.Epsilon ? 0f : 2f * (Logarithm(prediction) - Logarithm(target)) / (prediction + 1f);

    private static float Logarithm(float value) => MathF.Log(MathF.Max(value, Probability.Epsilon) + 1f);
}
