namespace Keras;

/// <summary>Weighted number of positives that were called negative.</summary>
/// <param name="thresholds">Predictions above a threshold are positive; 0.5 by default. One figure each.</param>
/// <param name="name">The key in logs and history.</param>
public sealed class FalseNegativesMetric(float[]? thresholds = null, string name = "false_negatives") : ThresholdMetric(name, Checked(thresholds))
{
    /// <inheritdoc/>
    public override MetricDirection Direction => MetricDirection.Down;

    private protected override double At(int threshold) => Counts.FalseNegatives[threshold];
}
