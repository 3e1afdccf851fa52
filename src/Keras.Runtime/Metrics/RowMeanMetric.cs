namespace Keras;

/// <summary>A metric that is the weighted mean of one value per row: Σ value·weight / Σ weight over all batches.</summary>
/// <param name="name">Keras's name: the key in logs and history.</param>
public abstract class RowMeanMetric(string name) : Metric(name)
{
    private double _total;
    private double _weight;
    private float[] _values = [];

    /// <summary>The value of each row.</summary>
    protected abstract void Compute(in OutputBatch batch, Span<float> values);

    /// <inheritdoc/>
    public override void Update(in OutputBatch batch)
    {
        if (_values.Length < batch.Rows) _values = new float[batch.Rows];
        var values = _values.AsSpan(0, batch.Rows);
        Compute(batch, values);
        for (var row = 0; row < values.Length; row++)
        {
            var weight = batch.Weight(row);
            if (weight == 0f) continue;
            _total += (double)values[row] * weight;
            _weight += weight;
        }
    }

    /// <inheritdoc/>
    public override float Result() => _weight == 0.0 ? 0f : (float)(_total / _weight);

    /// <inheritdoc/>
    public override void Reset()
    {
        _total = _weight = 0.0;
        _values = [];
    }
}
