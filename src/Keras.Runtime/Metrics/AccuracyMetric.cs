namespace Keras;

/// <summary>Keras's string <c>'accuracy'</c>: the shapes decide. Predictions of one column are right where p &gt; 0.5 agrees with the target;
/// targets of one column are labels, compared with the largest prediction; else the largest target is compared with the largest prediction.</summary>
/// <param name="name">The key in logs and history.</param>
public sealed class AccuracyMetric(string name = "accuracy") : RowMeanMetric(name)
{
    /// <inheritdoc/>
    public override MetricDirection Direction => MetricDirection.Up;

    /// <inheritdoc/>
    protected override void Compute(in OutputBatch batch, Span<float> values)
    {
        if (batch.Columns == 1) Matches.Binary(batch, 0.5f, values);
        else if (batch.TargetColumns == 1) Matches.Sparse(batch, values);
        else Matches.Categorical(batch, values);
    }
}
