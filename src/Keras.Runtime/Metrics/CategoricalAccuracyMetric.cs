namespace Keras;

/// <summary>Share of rows whose largest prediction is at the largest target.</summary>
/// <param name="name">The key in logs and history.</param>
public sealed class CategoricalAccuracyMetric(string name = "categorical_accuracy") : RowMeanMetric(name)
{
    /// <inheritdoc/>
    public override MetricDirection Direction => MetricDirection.Up;

    /// <inheritdoc/>
    public override int? TargetColumns(int predictionColumns) => predictionColumns;

    /// <inheritdoc/>
    protected override void Compute(in OutputBatch batch, Span<float> values) =>
        Matches.Categorical(batch, values);
}
