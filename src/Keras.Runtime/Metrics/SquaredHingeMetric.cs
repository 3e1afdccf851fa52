namespace Keras;

/// <summary>Mean of max(1 − y·p, 0)².</summary>
/// <param name="name">The key in logs and history.</param>
public sealed class SquaredHingeMetric(string name = "squared_hinge") : LossMetric(new SquaredHingeLoss(), name);
