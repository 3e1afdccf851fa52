namespace Keras;

/// <summary>Binary cross-entropy in which well-classified elements count little: mean over the last axis of (1 − p_t)^γ·CE with
/// p_t = y·p + (1 − y)·(1 − p); with class balancing, times y·α + (1 − y)·(1 − α).</summary>
/// <param name="applyClassBalancing">Whether classes weigh by alpha.</param>
/// <param name="alpha">Weight of class 1, 0.25 by default.</param>
/// <param name="gamma">How fast sure elements lose weight, 2 by default.</param>
/// <param name="fromLogits">Whether predictions are logits, of which the sigmoid is taken first.</param>
/// <param name="labelSmoothing">Targets become y·(1 − s) + s/2.</param>
/// <param name="reduction">How the rows become one number.</param>
public sealed class BinaryFocalCrossentropyLoss(
    bool applyClassBalancing = false, float alpha = 0.25f, float gamma = 2f, bool fromLogits = false, float labelSmoothing = 0f,
    Reduction reduction = Reduction.SumOverBatchSize) : ElementwiseLoss("binary_focal_crossentropy", reduction)
{
    private readonly float _smoothing = Probability.Smoothing(labelSmoothing);

    private protected override (float Scale, float Shift) Reading(ReadOnlySpan<float> targets) => (1f - _smoothing, 0.5f * _smoothing);

    /// <inheritdoc/>
    protected override float Value(float target, float prediction)
    {
        var p = Probability.Clip(fromLogits ? Probability.Sigmoid(prediction) : prediction);
        return Balance(target) * MathF.Pow(Miss(target, p), gamma) * Entropy(target, p);
    }

    /// <inheritdoc/>
    protected override float Slope(float target, float prediction)
    {
        var p = fromLogits ? Probability.Sigmoid(prediction) : prediction;
        if (!Probability.IsInside(p)) return 0f;
        var miss = Miss(target, p);
        var focus = MathF.Pow(miss, gamma);
        var focusSlope = gamma * MathF.Pow(miss, gamma - 1f) * (1f - 2f * target);
        var slope = focusSlope * Entropy(target, p) + focus * (p - target) / (p * (1f - p));
        return Balance(target) * slope * (fromLogits ? p * (1f - p) : 1f);
    }

    private float Balance(float y) => applyClassBalancing ? y * alpha + (1f - y) * (1f - alpha) : 1f;

    private static float Miss(float y, float p) => 1f - (y * p + (1f - y) * (1f - p));

    private static float Entropy(float y, float p) => -(y * MathF.Log(p) + (1f - y) * MathF.Log(1f - p));
}
