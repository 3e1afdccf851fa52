namespace Keras;

/// <summary>Best precision among thresholds at which the recall is at least a given one.</summary>
/// <param name="recall">The recall to reach, 0 to 1.</param>
/// <param name="numThresholds">Number of evenly spaced thresholds, 200 by default.</param>
/// <param name="name">The key in logs and history.</param>
public sealed class PrecisionAtRecallMetric(float recall, int numThresholds = 200, string name = "precision_at_recall")
    : ConstrainedRateMetric(name, recall, numThresholds)
{
    private protected override double Constrained(int threshold) => Counts.Recall(threshold);

    private protected override double Wanted(int threshold) => Counts.Precision(threshold);
}
