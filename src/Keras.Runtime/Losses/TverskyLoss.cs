using System.Numerics.Tensors;

namespace Keras;

/// <summary>1 − (I + ε)/(I + α·Σ y·(1 − p) + β·Σ (1 − y)·p + ε) over the whole batch, with I = Σ y·p.
/// One number for the batch: takes no sample weights.</summary>
/// <remarks>Keras's documentation has alpha and beta the other way round; this is what it computes.</remarks>
/// <param name="alpha">Weight of what was missed (false negatives), 0.5 by default.</param>
/// <param name="beta">Weight of what was wrongly found (false positives), 0.5 by default.</param>
/// <param name="reduction">Without effect on a single number.</param>
public sealed class TverskyLoss(float alpha = 0.5f, float beta = 0.5f, Reduction reduction = Reduction.SumOverBatchSize) : Loss("tversky", reduction)
{
    /// <inheritdoc/>
    public override int LossCount(int rows) => 1;

    /// <inheritdoc/>
    public override void Compute(in OutputBatch batch, Span<float> losses)
    {
        var (intersection, whole) = Overlap(batch);
        losses[0] = 1f - (intersection + Probability.Epsilon) / whole;
    }

    /// <inheritdoc/>
    public override void Gradient(in OutputBatch batch, ReadOnlySpan<float> coefficients, Span<float> gradient)
    {
        var (intersection, whole) = Overlap(batch);
        var ratio = (intersection + Probability.Epsilon) / whole;
        for (var i = 0; i < gradient.Length; i++)
        {
            var y = batch.Targets[i];
            gradient[i] = -coefficients[0] * (y - ratio * (y - alpha * y + beta * (1f - y))) / whole;
        }
    }

    private (float Intersection, float Whole) Overlap(in OutputBatch batch)
    {
        var intersection = TensorPrimitives.Dot(batch.Targets, batch.Predictions);
        var missed = TensorPrimitives.Sum(batch.Targets) - intersection;
        var wronglyFound = TensorPrimitives.Sum(batch.Predictions) - intersection;
        return (intersection, intersection + alpha * missed + beta * wronglyFound + Probability.Epsilon);
    }
}
