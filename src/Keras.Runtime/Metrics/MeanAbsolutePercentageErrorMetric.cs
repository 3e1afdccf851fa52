namespace Keras;

/// <summary>100 times the mean of |p − y| / max(|y|, 1e-7).</summary>
/// <param name="name">The key in logs and history.</param>
public sealed class MeanAbsolutePercentageErrorMetric(string name = "mean_absolute_percentage_error") : LossMetric(new MeanAbsolutePercentageErrorLoss(), name);
