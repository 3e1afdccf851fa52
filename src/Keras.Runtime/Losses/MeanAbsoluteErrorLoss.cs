namespace Keras;

/// <summary>Mean over the last axis of |p − y|.</summary>
/// <param name="reduction">How the rows become one number.</param>
public sealed class MeanAbsoluteErrorLoss(Reduction reduction = Reduction.SumOverBatchSize) : ElementwiseLoss("mean_absolute_error", reduction)
{
    /// <inheritdoc/>
    protected override float Value(float target, float prediction) => MathF.Abs(prediction - target);

    /// <inheritdoc/>
    protected override float Slope(float target, float prediction) =>
        prediction > target ? 1f : prediction < target ? -1f : prediction - target;
}
