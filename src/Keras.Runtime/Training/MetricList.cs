using System.Collections;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Keras;

/// <summary>The metrics of one output: one metric, or a collection expression <c>[Metric.Accuracy, Metric.MeanAbsoluteError]</c>.</summary>
[CollectionBuilder(typeof(MetricList), nameof(Create))]
public sealed class MetricList : IReadOnlyList<Metric>
{
    private readonly Metric[] _metrics;

    private MetricList(Metric[] metrics)
    {
        foreach (var metric in metrics) ArgumentNullException.ThrowIfNull(metric);
        _metrics = metrics;
    }

    /// <summary>A list of these.</summary>
    public static MetricList Create(ReadOnlySpan<Metric> metrics) => new(metrics.ToArray());

    /// <summary>A list of one.</summary>
    public static implicit operator MetricList(Metric metric) => new([metric]);

    /// <inheritdoc/>
    public int Count => _metrics.Length;

    /// <inheritdoc/>
    public Metric this[int index] => _metrics[index];

    /// <summary>The metrics of several lists, of which some may be null.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static IEnumerator<Metric> Enumerate(params MetricList?[] lists) => lists.SelectMany(list => list?._metrics ?? []).GetEnumerator();

    /// <inheritdoc/>
    public IEnumerator<Metric> GetEnumerator() => ((IEnumerable<Metric>)_metrics).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
