namespace Keras;

/// <summary>Mean of max(max((1 − y)·p) − Σ y·p + 1, 0).</summary>
/// <param name="name">The key in logs and history.</param>
public sealed class CategoricalHingeMetric(string name = "categorical_hinge") : LossMetric(new CategoricalHingeLoss(), name);
