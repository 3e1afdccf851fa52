namespace Keras;

/// <summary>100 times the mean over the last axis of |p − y| / max(|y|, 1e-7).</summary>
/// <param name="reduction">How the rows become one number.</param>
public sealed class MeanAbsolutePercentageErrorLoss(Reduction reduction = Reduction.SumOverBatchSize) : ElementwiseLoss("mean_absolute_percentage_error", reduction)
{
    /// <inheritdoc/>
    protected override float Value(float target, float prediction) =>
        100f * MathF.Abs(prediction - target) / MathF.Max(MathF.Abs(target), Probability.Epsilon);

    /// <inheritdoc/>
    protected override float Slope(float target, float prediction) =>
        100f / MathF.Max(MathF.Abs(target), Probability.Epsilon) * (prediction > target ? 1f : prediction < target ? -1f : prediction - target);
}
