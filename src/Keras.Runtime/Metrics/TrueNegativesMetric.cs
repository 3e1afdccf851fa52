namespace Keras;

/// <summary>Weighted number of negatives that were called so.</summary>
/// <param name="thresholds">Predictions above a threshold are positive; 0.5 by default. One figure each.</param>
/// <param name="name">The key in logs and history.</param>
public sealed class TrueNegativesMetric(float[]? thresholds = null, string name = "true_negatives") : ThresholdMetric(name, Checked(thresholds))
{
    /// <inheritdoc/>
    public override MetricDirection Direction => MetricDirection.Up;

    private protected override double At(int threshold) => Counts.TrueNegatives[threshold];
}
