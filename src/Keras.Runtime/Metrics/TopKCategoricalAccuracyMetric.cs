namespace Keras;

/// <summary>Share of rows whose largest target is among the k largest predictions.</summary>
/// <param name="name">The key in logs and history.</param>
/// <param name="k">How many predictions count, 5 by default.</param>
public sealed class TopKCategoricalAccuracyMetric(string name = "top_k_categorical_accuracy", int k = 5) : RowMeanMetric(name)
{
    /// <inheritdoc/>
    public override MetricDirection Direction => MetricDirection.Up;

    /// <inheritdoc/>
    public override int? TargetColumns(int predictionColumns) => predictionColumns;

    /// <inheritdoc/>
    protected override void Compute(in OutputBatch batch, Span<float> values)
    {
        for (var row = 0; row < values.Length; row++)
            values[row] = Matches.IsAmongTop(batch.PredictionRow(row), Matches.Largest(batch.TargetRow(row)), k) ? 1f : 0f;
    }
}
