namespace Keras;

/// <summary>Share of what was called positive that is: TP / (TP + FP).</summary>
/// <param name="thresholds">Predictions above a threshold are positive; 0.5 by default. One figure each.</param>
/// <param name="topK">Only so many of the largest predictions of each row count as positive.</param>
/// <param name="classId">Only this column counts.</param>
/// <param name="name">The key in logs and history.</param>
public sealed class PrecisionMetric(float[]? thresholds = null, int? topK = null, int? classId = null, string name = "precision")
    : ThresholdMetric(name, Checked(thresholds, topK))
{
    /// <inheritdoc/>
    public override void Update(in OutputBatch batch) => Counts.Add(batch, topK, classId);

    private protected override double At(int threshold) => Counts.Precision(threshold);
}
