namespace Keras;

/// <summary>Mean of ln cosh(p − y).</summary>
/// <param name="name">The key in logs and history.</param>
public sealed class LogCoshErrorMetric(string name = "logcosh") : LossMetric(new LogCoshLoss(), name);
