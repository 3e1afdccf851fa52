namespace Keras;

/// <summary>Mean over the last axis of max(1 − y·p, 0). Targets are −1 and 1; 0 and 1 are mapped to them.</summary>
/// <param name="reduction">How the rows become one number.</param>
public sealed class HingeLoss(Reduction reduction = Reduction.SumOverBatchSize) : ElementwiseLoss("hinge", reduction)
{
    private protected override (float Scale, float Shift) Reading(ReadOnlySpan<float> targets) => HingeLabels.Reading(targets);

    /// <inheritdoc/>
    protected override float Value(float target, float prediction) => MathF.Max(1f - target * prediction, 0f);

    /// <inheritdoc/>
    protected override float Slope(float target, float prediction) => target * prediction < 1f ? -target : 0f;
}
