namespace Keras;

/// <summary>A metric over decisions at thresholds. Targets are 0 or 1 per element.</summary>
public abstract class ConfusionMetric : Metric
{
    private readonly float[] _thresholds;

    private protected ConfusionMetric(string name, float[] thresholds) : base(name)
    {
        _thresholds = thresholds;
        Counts = new(thresholds);
    }

    private protected ConfusionCounts Counts { get; private set; }

    /// <summary>The thresholds.</summary>
    public IReadOnlyList<float> Thresholds => _thresholds;

    /// <inheritdoc/>
    public override MetricDirection Direction => MetricDirection.Up;

    /// <inheritdoc/>
    public override int? TargetColumns(int predictionColumns) => predictionColumns;

    /// <inheritdoc/>
    public override void Update(in OutputBatch batch) => Counts.Add(batch);

    /// <inheritdoc/>
    public override void Reset() => Counts = new(_thresholds);

    /// <summary>Checks thresholds that a user gave; without any, 0.5, or none at all where the k largest count.</summary>
    private protected static float[] Checked(float[]? thresholds, int? topK = null)
    {
        if (thresholds is null or []) return [topK is null ? 0.5f : float.NegativeInfinity];
        foreach (var threshold in thresholds)
            if (threshold is not (>= 0f and <= 1f))
                throw new ArgumentOutOfRangeException(nameof(thresholds), threshold, "Thresholds must be from 0 to 1.");
        return [.. thresholds];
    }

    /// <summary>Evenly spaced thresholds from 0 to 1.</summary>
    private protected static float[] Even(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (count == 1) return [0.5f];
        var thresholds = new float[count];
        for (var i = 0; i < count; i++) thresholds[i] = (float)((double)i / (count - 1));
        return thresholds;
    }
}

/// <summary>A metric with one figure per threshold.</summary>
public abstract class ThresholdMetric : ConfusionMetric
{
    private protected ThresholdMetric(string name, float[] thresholds) : base(name, thresholds) { }

    private protected abstract double At(int threshold);

    /// <inheritdoc/>
    public sealed override float Result() => Results().Average();

    /// <inheritdoc/>
    public sealed override IReadOnlyList<float> Results()
    {
        var results = new float[Thresholds.Count];
        for (var i = 0; i < results.Length; i++) results[i] = (float)At(i);
        return results;
    }
}

/// <summary>The best of one rate among the thresholds at which another rate is at least a given value.</summary>
public abstract class ConstrainedRateMetric : ConfusionMetric
{
    private readonly float _least;

    private protected ConstrainedRateMetric(string name, float least, int numThresholds) : base(name, Even(numThresholds)) =>
        _least = Hyperparameter.Share(least);

    private protected abstract double Constrained(int threshold);

    private protected abstract double Wanted(int threshold);

    /// <inheritdoc/>
    public sealed override float Result()
    {
        var best = 0.0;
        for (var i = 0; i < Thresholds.Count; i++)
            if ((float)Constrained(i) >= _least) best = Math.Max(best, Wanted(i));
        return (float)best;
    }
}
