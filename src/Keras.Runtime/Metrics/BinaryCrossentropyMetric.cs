namespace Keras;

/// <summary>Mean of −y·ln p − (1 − y)·ln(1 − p).</summary>
/// <param name="name">The key in logs and history.</param>
/// <param name="fromLogits">Whether predictions are logits.</param>
/// <param name="labelSmoothing">Targets become y·(1 − s) + s/2.</param>
public sealed class BinaryCrossentropyMetric(string name = "binary_crossentropy", bool fromLogits = false, float labelSmoothing = 0f)
    : LossMetric(new BinaryCrossentropyLoss(fromLogits, labelSmoothing), name);
