namespace Keras;

/// <summary>Intersection over union of classes, TP / (TP + FP + FN), as the mean over some classes; predictions and targets are class
/// numbers.</summary>
public class IoUMetric : Metric
{
    private readonly int _classes;
    private readonly int[] _targetClasses;
    private double[] _counts;

    /// <param name="numClasses">Number of classes.</param>
    /// <param name="targetClassIds">The classes to take the mean over; null for all.</param>
    /// <param name="name">The key in logs and history.</param>
    public IoUMetric(int numClasses, int[]? targetClassIds = null, string name = "iou") : base(name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(numClasses, 1);
        _classes = numClasses;
        _targetClasses = targetClassIds is null ? [.. Enumerable.Range(0, numClasses)] : [.. targetClassIds];
        foreach (var id in _targetClasses)
            if (id < 0 || id >= numClasses)
                throw new ArgumentOutOfRangeException(nameof(targetClassIds), id, $"Classes go from 0 to {numClasses - 1}.");
        _counts = new double[numClasses * numClasses];
    }

    /// <inheritdoc/>
    public override MetricDirection Direction => MetricDirection.Up;

    /// <inheritdoc/>
    public override void Update(in OutputBatch batch)
    {
        for (var row = 0; row < batch.Rows; row++)
            for (var column = 0; column < batch.Columns; column++)
                Count(batch.TargetRow(row)[column], batch.PredictionRow(row)[column], batch.Weight(row));
    }

    /// <summary>Counts one decision.</summary>
    /// <exception cref="ArgumentException">A number that is no class.</exception>
    private protected void Count(float target, float prediction, float weight)
    {
        if (!(target >= 0f && target < _classes && prediction >= 0f && prediction < _classes))
            throw new ArgumentException($"'{Name}' takes classes from 0 to {_classes - 1}; found target {target} and prediction {prediction}.");
        _counts[(int)target * _classes + (int)prediction] += weight;
    }

    /// <inheritdoc/>
    public override float Result()
    {
        var (sum, valid) = (0.0, 0);
        foreach (var id in _targetClasses)
        {
            double isClass = 0, calledClass = 0;
            for (var other = 0; other < _classes; other++)
            {
                isClass += _counts[id * _classes + other];
                calledClass += _counts[other * _classes + id];
            }
            var both = _counts[id * _classes + id];
            // A class that neither occurs nor was called is left out of the mean.
            if (isClass + calledClass - both <= 0.0) continue;
            sum += both / (isClass + calledClass - both);
            valid++;
        }
        return valid == 0 ? 0f : (float)(sum / valid);
    }

    /// <inheritdoc/>
    public override void Reset() => _counts = new double[_classes * _classes];
}

/// <summary><see cref="IoUMetric"/> over all classes.</summary>
/// <param name="numClasses">Number of classes.</param>
/// <param name="name">The key in logs and history.</param>
public sealed class MeanIoUMetric(int numClasses, string name = "mean_io_u") : IoUMetric(numClasses, null, name);

/// <summary><see cref="IoUMetric"/> of two classes, told apart by a threshold; predictions are probabilities.</summary>
/// <param name="targetClassIds">The classes to take the mean over; null for both.</param>
/// <param name="threshold">Predictions of at least this are class 1, 0.5 by default.</param>
/// <param name="name">The key in logs and history.</param>
public sealed class BinaryIoUMetric(int[]? targetClassIds = null, float threshold = 0.5f, string name = "binary_io_u") : IoUMetric(2, targetClassIds, name)
{
    /// <inheritdoc/>
    public override void Update(in OutputBatch batch)
    {
        for (var row = 0; row < batch.Rows; row++)
            for (var column = 0; column < batch.Columns; column++)
                Count(batch.TargetRow(row)[column], batch.PredictionRow(row)[column] >= threshold ? 1f : 0f, batch.Weight(row));
    }
}

/// <summary><see cref="IoUMetric"/> where targets and predictions hold a number per class, of which the largest counts.</summary>
/// <param name="numClasses">Number of classes.</param>
/// <param name="targetClassIds">The classes to take the mean over; null for all.</param>
/// <param name="name">The key in logs and history.</param>
public class OneHotIoUMetric(int numClasses, int[]? targetClassIds = null, string name = "one_hot_io_u") : IoUMetric(numClasses, targetClassIds, name)
{
    /// <inheritdoc/>
    public sealed override int? TargetColumns(int predictionColumns) => predictionColumns;

    /// <inheritdoc/>
    public sealed override void Update(in OutputBatch batch)
    {
        for (var row = 0; row < batch.Rows; row++)
            Count(Matches.Largest(batch.TargetRow(row)), Matches.Largest(batch.PredictionRow(row)), batch.Weight(row));
    }
}

/// <summary><see cref="OneHotIoUMetric"/> over all classes.</summary>
/// <param name="numClasses">Number of classes.</param>
/// <param name="name">The key in logs and history.</param>
public sealed class OneHotMeanIoUMetric(int numClasses, string name = "one_hot_mean_io_u") : OneHotIoUMetric(numClasses, null, name);
