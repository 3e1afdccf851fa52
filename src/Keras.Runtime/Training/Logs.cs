using System.Collections;

namespace Keras;

/// <summary>The figures of a batch or epoch by name, in alphabetical order. Figures of a batch are worked out when first read.</summary>
public sealed class Logs : IEnumerable<KeyValuePair<string, float>>
{
    private readonly List<string> _names = [];
    private readonly List<float> _values = [];
    private Action<Logs>? _refresh;

    /// <summary>Number of figures.</summary>
    public int Count
    {
        get
        {
            Refresh();
            return _names.Count;
        }
    }

    /// <summary>The figure of this name; setting adds one, which then goes into the history.</summary>
    /// <exception cref="KeyNotFoundException">There is no such figure; the message lists those that exist.</exception>
    public float this[string name]
    {
        get => TryGetValue(name, out var value)
            ? value
            : throw new KeyNotFoundException($"There is no figure '{name}'; there are {string.Join(", ", _names)}.");
        set
        {
            Refresh();
            Set(name, value);
        }
    }

    /// <summary>The figure of this name, if there is one.</summary>
    public bool TryGetValue(string name, out float value)
    {
        Refresh();
        var index = _names.BinarySearch(name, StringComparer.Ordinal);
        value = index >= 0 ? _values[index] : float.NaN;
        return index >= 0;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, float>> GetEnumerator()
    {
        Refresh();
        for (var i = 0; i < _names.Count; i++) yield return new(_names[i], _values[i]);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Sets a figure without working out the others.</summary>
    internal void Set(string name, float value)
    {
        var index = _names.BinarySearch(name, StringComparer.Ordinal);
        if (index >= 0)
        {
            _values[index] = value;
            return;
        }
        _names.Insert(~index, name);
        _values.Insert(~index, value);
    }

    /// <summary>Forgets all figures.</summary>
    internal void Clear()
    {
        _names.Clear();
        _values.Clear();
        _refresh = null;
    }

    /// <summary>Says how to work the figures out when they are read.</summary>
    internal void RefreshBy(Action<Logs> refresh) => _refresh = refresh;

    private void Refresh()
    {
        if (_refresh is not { } refresh) return;
        _refresh = null;
        refresh(this);
    }
}
