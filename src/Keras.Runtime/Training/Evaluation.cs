using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Keras;

/// <summary>Loss and metrics over data. By name in alphabetical order, as Keras's dictionary; <see cref="Figures"/> has the order of
/// Keras's list.</summary>
public sealed class Evaluation : IReadOnlyDictionary<string, float>
{
    private readonly SortedDictionary<string, float> _values = new(StringComparer.Ordinal);

    internal Evaluation(IReadOnlyList<string> order, Logs logs)
    {
        foreach (var (name, value) in logs) _values.Add(name, value);
        Names = order;
        Figures = [.. order.Select(name => _values[name])];
    }

    /// <summary>The total loss.</summary>
    public float Loss => this["loss"];

    /// <summary>Names in the order of Keras's list: the loss, each output's loss in the order of the outputs, the metrics by name.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The figures in the order of <see cref="Names"/>.</summary>
    public IReadOnlyList<float> Figures { get; }

    /// <summary>The figure of this name.</summary>
    /// <exception cref="KeyNotFoundException">There is no such figure; the message lists those that exist.</exception>
    public float this[string key] => _values.TryGetValue(key, out var value)
        ? value
        : throw new KeyNotFoundException($"There is no figure '{key}'; there are {string.Join(", ", _values.Keys)}.");

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _values.Keys;

    /// <inheritdoc/>
    public IEnumerable<float> Values => _values.Values;

    /// <inheritdoc/>
    public int Count => _values.Count;

    /// <inheritdoc/>
    public bool ContainsKey(string key) => _values.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out float value) => _values.TryGetValue(key, out value);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, float>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Such as <c>accuracy: 0.9512 - loss: 0.1645</c>.</summary>
    public override string ToString() => string.Join(" - ", _values.Select(entry => $"{entry.Key}: {entry.Value:0.0000}"));
}
