namespace Keras;

/// <summary>Share of elements where prediction and target are the same number: Keras's class <c>Accuracy</c> (the string is <see cref="AccuracyMetric"/>).</summary>
/// <param name="name">The key in logs and history.</param>
public sealed class ExactAccuracyMetric(string name = "accuracy") : RowMeanMetric(name)
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
            var right = 0;
            for (var i = 0; i < batch.Columns; i++)
                if (batch.TargetRow(row)[i] == batch.PredictionRow(row)[i]) right++;
            values[row] = (float)right / batch.Columns;
        }
    }
}
