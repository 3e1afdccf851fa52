namespace Keras;

/// <summary>The share of the targets' variance that predictions explain, per column: 1 − Σ(y − p)² / Σ(y − mean y)²; then the mean over
/// columns.</summary>
/// <param name="name">The key in logs and history.</param>
public sealed class R2ScoreMetric(string name = "r2_score") : Metric(name)
{
    private (double Sum, double Squares, double Errors)[] _columns = [];
    private double _weight;

    /// <inheritdoc/>
    public override MetricDirection Direction => MetricDirection.Up;

    /// <inheritdoc/>
    public override int? TargetColumns(int predictionColumns) => predictionColumns;

    /// <inheritdoc/>
    public override void Update(in OutputBatch batch)
    {
        if (_columns.Length == 0) _columns = new (double, double, double)[batch.Columns];
        for (var row = 0; row < batch.Rows; row++)
        {
            double weight = batch.Weight(row);
            _weight += weight;
            for (var i = 0; i < _columns.Length; i++)
            {
                double y = batch.TargetRow(row)[i], error = y - batch.PredictionRow(row)[i];
                ref var column = ref _columns[i];
                column.Sum += weight * y;
                column.Squares += weight * y * y;
                column.Errors += weight * error * error;
            }
        }
    }

    /// <inheritdoc/>
    public override float Result() => _weight == 0.0 || _columns.Length == 0 ? 0f : (float)_columns.Average(Score);

    /// <inheritdoc/>
    public override void Reset()
    {
        _columns = [];
        _weight = 0.0;
    }

    private double Score((double Sum, double Squares, double Errors) column)
    {
        var spread = column.Squares - column.Sum * column.Sum / _weight;
        return spread == 0.0 ? 0.0 : 1.0 - column.Errors / spread;
    }
}
