namespace Keras;

/// <summary>Mean of −ln p of the label.</summary>
/// <param name="name">The key in logs and history.</param>
/// <param name="fromLogits">Whether predictions are logits.</param>
public sealed class SparseCategoricalCrossentropyMetric(string name = "sparse_categorical_crossentropy", bool fromLogits = false)
    : LossMetric(new SparseCategoricalCrossentropyLoss(fromLogits), name);
