namespace Keras;

/// <summary>The weighted mean of a loss's rows, as a metric.</summary>
/// <param name="loss">The loss; its reduction does not matter.</param>
/// <param name="name">The key in logs and history.</param>
public class LossMetric(Loss loss, string name) : RowMeanMetric(name)
{
    /// <inheritdoc/>
    public override MetricDirection Direction => MetricDirection.Down;

    /// <inheritdoc/>
    public override int? TargetColumns(int predictionColumns) => loss.TargetColumns(predictionColumns);

    /// <inheritdoc/>
    protected override void Compute(in OutputBatch batch, Span<float> values) => loss.Compute(batch, values);
}
