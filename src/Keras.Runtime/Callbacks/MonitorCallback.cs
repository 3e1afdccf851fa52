namespace Keras;

/// <summary>Base of callbacks that watch one figure.</summary>
public abstract class MonitorCallback : Callback
{
    private readonly MonitorMode _mode;
    private bool? _larger;
    private bool _hasWarned;

    /// <param name="monitor">Name of the figure, such as <c>val_loss</c>.</param>
    /// <param name="mode">Which way is better; by default the loss's and the metrics' own.</param>
    protected MonitorCallback(string monitor, MonitorMode mode)
    {
        ArgumentException.ThrowIfNullOrEmpty(monitor);
        (Monitor, _mode) = (monitor, mode);
    }

    /// <summary>Name of the figure.</summary>
    public string Monitor { get; }

    /// <summary>A value that every other improves on.</summary>
    protected float Worst => LargerIsBetter ? float.NegativeInfinity : float.PositiveInfinity;

    /// <summary>Whether larger values are better.</summary>
    protected bool LargerIsBetter => _larger ??= Decide();

    /// <inheritdoc/>
    public override void OnTrainBegin() => (_larger, _hasWarned) = (null, false);

    /// <summary>Whether a value is better than another by more than a margin.</summary>
    protected bool Improves(float value, float best, float margin) => LargerIsBetter ? value - margin > best : value + margin < best;

    /// <summary>The figure of this epoch; false where it was not measured, which is said once per training.</summary>
    protected bool TryRead(Logs logs, out float value)
    {
        ArgumentNullException.ThrowIfNull(logs);
        if (logs.TryGetValue(Monitor, out value)) return true;
        if (_hasWarned) return false;
        _hasWarned = true;
        Console.Error.WriteLine(
            $"{GetType().Name} watches '{Monitor}', which was not measured in this epoch; there are {string.Join(", ", logs.Select(entry => entry.Key))}.");
        return false;
    }

    private bool Decide() => _mode switch
    {
        MonitorMode.Min => false,
        MonitorMode.Max => true,
        _ => Model.DirectionOf(Monitor) switch
        {
            MetricDirection.Up => true,
            MetricDirection.Down => false,
            _ => throw new InvalidOperationException(
                $"{GetType().Name} cannot tell which way '{Monitor}' is better. Give its mode, min or max. " +
                $"Figures of this model are {string.Join(", ", Model.MetricsNames)}, and the same with val_."),
        },
    };
}

/// <summary>Which way a watched figure is better.</summary>
public enum MonitorMode
{
    /// <summary>As the loss (smaller) or the metric itself says.</summary>
    Auto,
    /// <summary>Smaller is better.</summary>
    Min,
    /// <summary>Larger is better.</summary>
    Max,
}
