namespace Keras;

/// <summary>Σ y·ln(y/p) over the last axis, both kept within [1e-7, 1].</summary>
/// <param name="reduction">How the rows become one number.</param>
public sealed class KLDivergenceLoss(Reduction reduction = Reduction.SumOverBatchSize) : Loss("kl_divergence", reduction)
{
    /// <inheritdoc/>
    public override void Compute(in OutputBatch batch, Span<float> losses)
    {
        for (var row = 0; row < losses.Length; row++)
        {
            var targets = batch.TargetRow(row);
            var predictions = batch.PredictionRow(row);
            var sum = 0f;
            for (var i = 0; i < targets.Length; i++)
            {
                var y = Math.Clamp(targets[i], Probability.Epsilon, 1f);
                sum += y * MathF.Log(y / Math.Clamp(predictions[i], Probability.Epsilon, 1f));
            }
            losses[row] = sum;
        }
    }

    /// <inheritdoc/>
    public override void Gradient(in OutputBatch batch, ReadOnlySpan<float> coefficients, Span<float> gradient)
    {
        for (var i = 0; i < gradient.Length; i++)
        {
            var p = batch.Predictions[i];
            gradient[i] = p is < Probability.Epsilon or > 1f ? 0f
                : -coefficients[i / batch.Columns] * Math.Clamp(batch.Targets[i], Probability.Epsilon, 1f) / p;
        }
    }
}
