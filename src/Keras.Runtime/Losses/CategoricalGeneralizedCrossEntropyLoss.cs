namespace Keras;

/// <summary>(1 − p^q)/q with p the probability of the row's label: between cross-entropy (q → 0) and absolute error (q = 1), for noisy labels.</summary>
/// <param name="q">From above 0 to below 1; 0.5 by default.</param>
/// <param name="reduction">How the rows become one number.</param>
public sealed class CategoricalGeneralizedCrossEntropyLoss(float q = 0.5f, Reduction reduction = Reduction.SumOverBatchSize)
    : Loss("categorical_generalized_cross_entropy", reduction)
{
    private readonly float _q = q is > 0f and < 1f ? q : throw new ArgumentOutOfRangeException(nameof(q), q, "'q' must be between 0 and 1.");

    /// <inheritdoc/>
    public override int TargetColumns(int predictionColumns) => 1;

    /// <inheritdoc/>
    public override void ValidateTargets(string output, ReadOnlySpan<float> targets, int predictionColumns) =>
        TargetChecks.Labels(output, targets, predictionColumns, null);

    /// <inheritdoc/>
    public override void Compute(in OutputBatch batch, Span<float> losses)
    {
        for (var row = 0; row < losses.Length; row++)
            losses[row] = (1f - MathF.Pow(batch.PredictionRow(row)[(int)batch.Targets[row]], _q)) / _q;
    }

    /// <inheritdoc/>
    public override void Gradient(in OutputBatch batch, ReadOnlySpan<float> coefficients, Span<float> gradient)
    {
        gradient.Clear();
        for (var row = 0; row < batch.Rows; row++)
        {
            var label = (int)batch.Targets[row];
            gradient.Slice(row * batch.Columns, batch.Columns)[label] = -coefficients[row] * MathF.Pow(batch.PredictionRow(row)[label], _q - 1f);
        }
    }
}
