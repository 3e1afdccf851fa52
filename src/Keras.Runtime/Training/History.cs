using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Keras;

/// <summary>What <c>Fit</c> gives back: for each figure its value after every epoch. Names are in alphabetical order, as in Keras:
/// <c>loss</c>, <c>accuracy</c>, with several outputs <c>main_output_loss</c>, and the same with <c>val_</c> before it.</summary>
public sealed class History : IReadOnlyDictionary<string, IReadOnlyList<float>>
{
    private readonly SortedDictionary<string, List<float>> _values = new(StringComparer.Ordinal);
    private readonly List<int> _epochs = [];

    /// <summary>Numbers of the epochs, from 0.</summary>
    public IReadOnlyList<int> Epoch => _epochs;

    /// <summary>What the training was started with.</summary>
    public TrainingParameters? Parameters { get; internal set; }

    /// <summary>The values of a figure, one per epoch in which it was measured.</summary>
    /// <exception cref="KeyNotFoundException">There is no such figure; the message lists those that exist.</exception>
    public IReadOnlyList<float> this[string key] => _values.TryGetValue(key, out var values)
        ? values
        : throw new KeyNotFoundException($"The history has no '{key}'; it has {string.Join(", ", _values.Keys)}.");

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _values.Keys;

    /// <inheritdoc/>
    public IEnumerable<IReadOnlyList<float>> Values => _values.Values;

    /// <inheritdoc/>
    public int Count => _values.Count;

    /// <inheritdoc/>
    public bool ContainsKey(string key) => _values.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out IReadOnlyList<float> value)
    {
        var found = _values.TryGetValue(key, out var values);
        value = values;
        return found;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, IReadOnlyList<float>>> GetEnumerator() =>
        _values.Select(entry => KeyValuePair.Create(entry.Key, (IReadOnlyList<float>)entry.Value)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void Add(int epoch, Logs logs)
    {
        _epochs.Add(epoch);
        foreach (var (name, value) in logs)
        {
            if (!_values.TryGetValue(name, out var values)) _values.Add(name, values = []);
            values.Add(value);
        }
    }
}

/// <summary>What a training was started with.</summary>
/// <param name="Verbose">0, 1 or 2.</param>
/// <param name="Epochs">Number of the epoch to stop before.</param>
/// <param name="Steps">Steps per epoch; null where a stream decides.</param>
public sealed record TrainingParameters(int Verbose, int Epochs, int? Steps);
