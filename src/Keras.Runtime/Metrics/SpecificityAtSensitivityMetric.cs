namespace Keras;

/// <summary>Best specificity among thresholds at which the sensitivity (recall) is at least a given one.</summary>
/// <param name="sensitivity">The sensitivity to reach, 0 to 1.</param>
/// <param name="numThresholds">Number of evenly spaced thresholds, 200 by default.</param>
/// <param name="name">The key in logs and history.</param>
public sealed class SpecificityAtSensitivityMetric(float sensitivity, int numThresholds = 200, string name = "specificity_at_sensitivity")
    : ConstrainedRateMetric(name, sensitivity, numThresholds)
{
    private protected override double Constrained(int threshold) => Counts.Recall(threshold);

    private protected override double Wanted(int threshold) => Counts.Specificity(threshold);
}
