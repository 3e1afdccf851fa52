namespace Keras;

/// <summary>Share of rows whose largest prediction is at the label.</summary>
/// <param name="name">The key in logs and history.</param>
public sealed class SparseCategoricalAccuracyMetric(string name = "sparse_categorical_accuracy") : RowMeanMetric(name)
{
    /// <inheritdoc/>
    public override MetricDirection Direction => MetricDirection.Up;

    /// <inheritdoc/>
    public override int? TargetColumns(int predictionColumns) => 1;

    /// <inheritdoc/>
    protected override void Compute(in OutputBatch batch, Span<float> values) =>
        Matches.Sparse(batch, values);
}
