namespace Keras;

/// <summary>Mean correlation of targets and predictions over the last axis.</summary>
/// <param name="name">The key in logs and history.</param>
public sealed class PearsonCorrelationMetric(string name = "pearson_correlation") : RowMeanMetric(name)
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
            values[row] = (float)(m.Covariance / Math.Sqrt(m.TargetVariance * m.PredictionVariance));
        }
    }
}
