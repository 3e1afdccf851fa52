namespace Keras;

/// <summary>A figure that is watched during training and evaluation, but not trained on. Users may derive from it.</summary>
/// <remarks>A metric holds running state. Training works on copies (<see cref="Clone"/>), one per output, so one instance may be given
/// for several outputs and models.</remarks>
public abstract partial class Metric
{
    /// <param name="name">Keras's name: the key in logs and history.</param>
    protected Metric(string name) => Name = name;

    /// <summary>The key in logs and history.</summary>
    public string Name { get; init; }

    /// <summary>Whether more is better, for callbacks that choose by themselves.</summary>
    public virtual MetricDirection Direction => MetricDirection.Unknown;

    /// <summary>Length of the targets' last axis for predictions of this length, or null where any that divides into rows will do.</summary>
    public virtual int? TargetColumns(int predictionColumns) => null;

    /// <summary>Takes a batch into account.</summary>
    public abstract void Update(in OutputBatch batch);

    /// <summary>The figure over all batches since <see cref="Reset"/>; the mean of <see cref="Results"/> where there are several.</summary>
    public abstract float Result();

    /// <summary>All figures, for metrics that have one per class or threshold.</summary>
    public virtual IReadOnlyList<float> Results() => [Result()];

    /// <summary>Forgets all batches. Arrays of state are replaced, not cleared, so that copies never share them.</summary>
    public abstract void Reset();

    /// <summary>A copy with state of its own, which is empty.</summary>
    public Metric Clone()
    {
        var copy = (Metric)MemberwiseClone();
        copy.Reset();
        return copy;
    }
}

/// <summary>Which way a metric improves.</summary>
public enum MetricDirection
{
    /// <summary>Not known.</summary>
    Unknown,
    /// <summary>Larger is better.</summary>
    Up,
    /// <summary>Smaller is better.</summary>
    Down,
}
