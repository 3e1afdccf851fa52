namespace Keras;

/// <summary>Mean of |p − y|.</summary>
/// <param name="name">The key in logs and history.</param>
public sealed class MeanAbsoluteErrorMetric(string name = "mean_absolute_error") : LossMetric(new MeanAbsoluteErrorLoss(), name);
