namespace Keras;

/// <summary>Mean over the last axis of p − y·ln(p + 1e-7).</summary>
/// <param name="reduction">How the rows become one number.</param>
public sealed class PoissonLoss(Reduction reduction = Reduction.SumOverBatchSize) : ElementwiseLoss("poisson", reduction)
{
    /// <inheritdoc/>
    protected override float Value(float target, float prediction) => prediction - target * MathF.Log(prediction + Probability.Epsilon);

    /// <inheritdoc/>
    protected override float Slope(float target, float prediction) => 1f - target / (prediction + Probability.Epsilon);
}
