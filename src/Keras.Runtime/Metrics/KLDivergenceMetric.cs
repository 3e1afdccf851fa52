namespace Keras;

/// <summary>Mean of Σ y·ln(y/p).</summary>
/// <param name="name">The key in logs and history.</param>
public sealed class KLDivergenceMetric(string name = "kl_divergence") : LossMetric(new KLDivergenceLoss(), name);
