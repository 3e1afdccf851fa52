using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Keras.Training;

namespace Keras;

/// <summary>Loss and metrics over data. By name in alphabetical order, as Keras's dictionary; <see cref="Figures"/> has the order of
/// Keras's list. A value, so that a training step need not allocate it.</summary>
public readonly struct Evaluation : IReadOnlyDictionary<string, float>, IEquatable<Evaluation>
{
    private readonly FigureNames? _names;
    private readonly FewValues _few;
    private readonly float[]? _many;

    /// <summary>The figures of a scorecard.</summary>
    internal Evaluation(FigureNames names, ReadOnlySpan<float> values)
    {
        _names = names;
        if (values.Length > FewValues.Length) _many = values.ToArray();
        else values.CopyTo(_few);
    }

    /// <summary>The figures of a scorecard, and what callbacks have made of them.</summary>
    internal Evaluation(FigureNames names, Logs logs)
    {
        var listed = logs.Select(entry => entry.Key).Except(names.Listed);
        _names = new([.. names.Listed, .. listed], names.Listed.Count);
        _many = new float[_names.Count];
        for (var i = 0; i < _many.Length; i++) _many[i] = logs[_names[i]];
    }

    /// <summary>The total loss.</summary>
    public float Loss => this["loss"];

    /// <summary>Names in the order of Keras's list: the loss, each output's loss in the order of the outputs, the metrics by name.</summary>
    public IReadOnlyList<string> Names => Known.Listed;

    /// <summary>The figures in the order of <see cref="Names"/>.</summary>
    public IReadOnlyList<float> Figures => Read(Known.Listed.Count).ToArray();

    /// <summary>The figure of this name.</summary>
    /// <exception cref="KeyNotFoundException">There is no such figure; the message lists those that exist.</exception>
    public float this[string key] => TryGetValue(key, out var value)
        ? value
        : throw new KeyNotFoundException($"There is no figure '{key}'; there are {string.Join(", ", Keys)}.");

    /// <inheritdoc/>
    public IEnumerable<string> Keys => this.Select(entry => entry.Key);

    /// <inheritdoc/>
    public IEnumerable<float> Values => this.Select(entry => entry.Value);

    /// <inheritdoc/>
    public int Count => Known.Count;

    /// <inheritdoc/>
    public bool ContainsKey(string key) => Known.Find(key) >= 0;

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out float value)
    {
        var place = Known.Find(key);
        value = place < 0 ? 0f : Read(Known.Count)[place];
        return place >= 0;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, float>> GetEnumerator()
    {
        for (var i = 0; i < Known.Count; i++)
        {
            var place = Known.Sorted[i];
            yield return new(Known[place], Read(Known.Count)[place]);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Whether both have the same figures with the same values.</summary>
    public bool Equals(Evaluation other) => this.SequenceEqual(other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Evaluation other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Count, Count == 0 ? 0f : Read(1)[0]);

    /// <summary>Whether both have the same figures with the same values.</summary>
    public static bool operator ==(Evaluation left, Evaluation right) => left.Equals(right);

    /// <summary>Whether they differ in a figure.</summary>
    public static bool operator !=(Evaluation left, Evaluation right) => !left.Equals(right);

    /// <summary>Such as <c>accuracy: 0.9512 - loss: 0.1645</c>.</summary>
    public override string ToString() => string.Join(" - ", this.Select(entry => $"{entry.Key}: {entry.Value:0.0000}"));

    private FigureNames Known => _names ?? FigureNames.None;

    [UnscopedRef]
    private ReadOnlySpan<float> Read(int count) => _many is null ? ((ReadOnlySpan<float>)_few)[..count] : _many.AsSpan(0, count);

    /// <summary>Figures that need no array.</summary>
    [InlineArray(Length)]
    private struct FewValues
    {
        public const int Length = 12;

        private float _first;
    }
}
