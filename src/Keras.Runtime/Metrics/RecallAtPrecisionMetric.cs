namespace Keras;

/// <summary>Best recall among thresholds at which the precision is at least a given one.</summary>
/// <param name="precision">The precision to reach, 0 to 1.</param>
/// <param name="numThresholds">Number of evenly spaced thresholds, 200 by default.</param>
/// <param name="name">The key in logs and history.</param>
public sealed class RecallAtPrecisionMetric(float precision, int numThresholds = 200, string name = "recall_at_precision")
    : ConstrainedRateMetric(name, precision, numThresholds)
{
    private protected override double Constrained(int threshold) => Counts.Precision(threshold);

    private protected override double Wanted(int threshold) => Counts.Recall(threshold);
}
