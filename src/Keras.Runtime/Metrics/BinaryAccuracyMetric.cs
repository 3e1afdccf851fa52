namespace Keras;

/// <summary>Share of elements where p &gt; threshold equals the target.</summary>
/// <param name="name">The key in logs and history.</param>
/// <param name="threshold">From above which a prediction counts as 1, 0.5 by default.</param>
public sealed class BinaryAccuracyMetric(string name = "binary_accuracy", float threshold = 0.5f) : RowMeanMetric(name)
{
    /// <inheritdoc/>
    public override MetricDirection Direction => MetricDirection.Up;

    /// <inheritdoc/>
    public override int? TargetColumns(int predictionColumns) => predictionColumns;

    /// <inheritdoc/>
    protected override void Compute(in OutputBatch batch, Span<float> values) =>
        Matches.Binary(batch, threshold, values);
}
