namespace Keras;

/// <summary>Mean concordance of targets and predictions over the last axis: 2·cov / (var y + var p + (mean y − mean p)²).</summary>
/// <param name="name">The key in logs and history.</param>
public sealed class ConcordanceCorrelationMetric(string name = "concordance_correlation") : RowMeanMetric(name)
{
    /// <inheritdoc/>
    public override MetricDirection Direction => MetricDirection.Up;

    /// <inheritdoc/>
    public override int? TargetColumns(int predictionColumns) => predictionColumns;

    /// <inheritdoc/>
    protected override void Compute(in OutputBatch batch, Span<float> values)
    {
        for (var row = 0; row < values.Length; row++)
        {
            var m = RowMoments.Of(batch.TargetRow(row), batch.PredictionRow(row));
            var shift = m.TargetMean - m.PredictionMean;
            values[row] = (float)(2.0 * m.Covariance / (m.TargetVariance + m.PredictionVariance + shift * shift));
        }
    }
}
