namespace Keras;

/// <summary>Mean of (ln(1 + p) − ln(1 + y))².</summary>
/// <param name="name">The key in logs and history.</param>
public sealed class MeanSquaredLogarithmicErrorMetric(string name = "mean_squared_logarithmic_error") : LossMetric(new MeanSquaredLogarithmicErrorLoss(), name);
