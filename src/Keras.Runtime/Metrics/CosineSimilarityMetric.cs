namespace Keras;

/// <summary>Mean cosine of the angle between targets and predictions over the last axis; the loss is its negative.</summary>
/// <param name="name">The key in logs and history.</param>
public sealed class CosineSimilarityMetric(string name = "cosine_similarity") : RowMeanMetric(name)
{
    /// <inheritdoc/>
    public override MetricDirection Direction => MetricDirection.Up;

    /// <inheritdoc/>
    public override int? TargetColumns(int predictionColumns) => predictionColumns;

    /// <inheritdoc/>
    protected override void Compute(in OutputBatch batch, Span<float> values)
    {
        for (var row = 0; row < values.Length; row++)
            values[row] = CosineSimilarityLoss.Cosine(batch.TargetRow(row), batch.PredictionRow(row));
    }
}
