namespace Keras;

/// <summary>Mean of −Σ y·ln p.</summary>
/// <param name="name">The key in logs and history.</param>
/// <param name="fromLogits">Whether predictions are logits.</param>
/// <param name="labelSmoothing">Targets become y·(1 − s) + s/n over n classes.</param>
public sealed class CategoricalCrossentropyMetric(string name = "categorical_crossentropy", bool fromLogits = false, float labelSmoothing = 0f)
    : LossMetric(new CategoricalCrossentropyLoss(fromLogits, labelSmoothing), name);
