namespace Keras;

/// <summary>Mean over the last axis of ½d² where |d| = |p − y| is at most delta, else delta·|d| − ½delta².</summary>
/// <param name="delta">Where squares turn into absolute values, 1 by default.</param>
/// <param name="reduction">How the rows become one number.</param>
public sealed class HuberLoss(float delta = 1f, Reduction reduction = Reduction.SumOverBatchSize) : ElementwiseLoss("huber_loss", reduction)
{
    /// <inheritdoc/>
    protected override float Value(float target, float prediction)
    {
        var distance = MathF.Abs(prediction - target);
        return distance <= delta ? 0.5f * distance * distance : delta * distance - 0.5f * delta * delta;
    }

    /// <inheritdoc/>
    protected override float Slope(float target, float prediction)
    {
        var difference = prediction - target;
        return MathF.Abs(difference) <= delta ? difference : difference < 0f ? -delta : delta;
    }
}
