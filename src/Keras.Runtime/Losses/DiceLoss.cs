using System.Numerics.Tensors;

namespace Keras;

/// <summary>1 − (2·Σ y·p + ε)/(Σ y + Σ p + ε) over the whole batch. One number for the batch: takes no sample weights.</summary>
/// <param name="reduction">Without effect on a single number.</param>
public sealed class DiceLoss(Reduction reduction = Reduction.SumOverBatchSize) : Loss("dice", reduction)
{
    /// <inheritdoc/>
    public override int LossCount(int rows) => 1;

    /// <inheritdoc/>
    public override void Compute(in OutputBatch batch, Span<float> losses)
    {
        var (overlap, whole) = Overlap(batch);
        losses[0] = 1f - overlap / whole;
    }

    /// <inheritdoc/>
    public override void Gradient(in OutputBatch batch, ReadOnlySpan<float> coefficients, Span<float> gradient)
    {
        var (overlap, whole) = Overlap(batch);
        for (var i = 0; i < gradient.Length; i++)
            gradient[i] = -coefficients[0] * (2f * batch.Targets[i] - overlap / whole) / whole;
    }

    private static (float Overlap, float Whole) Overlap(in OutputBatch batch) =>
        (2f * TensorPrimitives.Dot(batch.Targets, batch.Predictions) + Probability.Epsilon,
         TensorPrimitives.Sum(batch.Targets) + TensorPrimitives.Sum(batch.Predictions) + Probability.Epsilon);
}
