namespace Keras;

/// <summary>Mean of max(1 − y·p, 0).</summary>
/// <param name="name">The key in logs and history.</param>
public sealed class HingeMetric(string name = "hinge") : LossMetric(new HingeLoss(), name);
