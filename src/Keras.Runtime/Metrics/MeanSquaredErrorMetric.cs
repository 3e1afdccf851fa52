namespace Keras;

/// <summary>Mean of (p − y)².</summary>
/// <param name="name">The key in logs and history.</param>
public sealed class MeanSquaredErrorMetric(string name = "mean_squared_error") : LossMetric(new MeanSquaredErrorLoss(), name);
