namespace Keras;

/// <summary>Best sensitivity (recall) among thresholds at which the specificity is at least a given one.</summary>
/// <param name="specificity">The specificity to reach, 0 to 1.</param>
/// <param name="numThresholds">Number of evenly spaced thresholds, 200 by default.</param>
/// <param name="name">The key in logs and history.</param>
public sealed class SensitivityAtSpecificityMetric(float specificity, int numThresholds = 200, string name = "sensitivity_at_specificity")
    : ConstrainedRateMetric(name, specificity, numThresholds)
{
    private protected override double Constrained(int threshold) => Counts.Specificity(threshold);

    private protected override double Wanted(int threshold) => Counts.Recall(threshold);
}
