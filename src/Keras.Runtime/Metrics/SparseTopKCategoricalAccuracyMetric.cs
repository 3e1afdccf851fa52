namespace Keras;

/// <summary>Share of rows whose label is among the k largest predictions.</summary>
/// <param name="name">The key in logs and history.</param>
/// <param name="k">How many predictions count, 5 by default.</param>
public sealed class SparseTopKCategoricalAccuracyMetric(string name = "sparse_top_k_categorical_accuracy", int k = 5) : RowMeanMetric(name)
{
    /// <inheritdoc/>
    public override MetricDirection Direction => MetricDirection.Up;

    /// <inheritdoc/>
    public override int? TargetColumns(int predictionColumns) => 1;

    /// <inheritdoc/>
    protected override void Compute(in OutputBatch batch, Span<float> values)
    {
        for (var row = 0; row < values.Length; row++)
            values[row] = Matches.IsAmongTop(batch.PredictionRow(row), batch.Targets[row], k) ? 1f : 0f;
    }
}
