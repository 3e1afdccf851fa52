namespace Keras;

/// <summary>Mean of p − y·ln p.</summary>
/// <param name="name">The key in logs and history.</param>
public sealed class PoissonMetric(string name = "poisson") : LossMetric(new PoissonLoss(), name);
