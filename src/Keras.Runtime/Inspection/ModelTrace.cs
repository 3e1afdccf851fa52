using System.Collections;
using System.Globalization;

namespace Keras;

/// <summary>What each layer made of one input, in order of execution: layers, operations, nested models and the layers within them.</summary>
public sealed class ModelTrace : IReadOnlyList<TraceEntry>
{
    private readonly TraceEntry[] _entries;

    internal ModelTrace(TraceEntry[] entries) => _entries = entries;

    /// <summary>Number of results.</summary>
    public int Count => _entries.Length;

    /// <summary>The result at this place of the order.</summary>
    public TraceEntry this[int index] => _entries[index];

    /// <summary>The only result of a layer that is called once.</summary>
    /// <param name="path">Name of the layer or operation; within a nested model <c>vision/conv1</c>.</param>
    /// <exception cref="ArgumentException">There is no such layer; or it has several results.</exception>
    public TraceEntry this[string path]
    {
        get
        {
            var found = Of(path);
            if (found.Count == 1) return found[0];
            throw new ArgumentException(
                found.Any(entry => entry.Node > 0)
                    ? NodeMessages.IllDefined(path, "output", nameof(GetOutputAt))
                    : $"Layer {path} has {found.Count} results: take one of {nameof(Of)}(\"{path}\").",
                nameof(path));
        }
    }

    /// <summary>The result of one call of a layer.</summary>
    /// <param name="path">Name of the layer or operation; within a nested model <c>vision/conv1</c>.</param>
    /// <param name="nodeIndex">Number of the call, from 0; within a model that is called several times counted over all its calls.</param>
    /// <param name="index">Which result of the call.</param>
    /// <exception cref="ArgumentException">There is no such layer or call.</exception>
    public TraceEntry GetOutputAt(string path, int nodeIndex, int index = 0)
    {
        var found = Of(path);
        return found.FirstOrDefault(entry => entry.Node == nodeIndex && entry.Index == index) ?? throw new ArgumentException(
            NodeMessages.OutOfRange(
                path, "output", nodeIndex.ToString(CultureInfo.InvariantCulture),
                (found.Max(entry => entry.Node) + 1).ToString(CultureInfo.InvariantCulture)),
            nameof(nodeIndex));
    }

    /// <summary>All results of a layer.</summary>
    /// <param name="path">Name of the layer or operation; within a nested model <c>vision/conv1</c>.</param>
    /// <exception cref="ArgumentException">There is no such layer.</exception>
    public IReadOnlyList<TraceEntry> Of(string path)
    {
        TraceEntry[] found = [.. _entries.Where(entry => entry.Path == path)];
        return found.Length > 0 ? found : throw new ArgumentException(
            NodeMessages.NoSuchLayer(path, string.Join(", ", _entries.Select(entry => entry.Path).Distinct().Select(name => $"'{name}'"))), nameof(path));
    }

    /// <inheritdoc/>
    public IEnumerator<TraceEntry> GetEnumerator() => ((IEnumerable<TraceEntry>)_entries).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>A line per result: name, shape, and how large its values are.</summary>
    public override string ToString()
    {
        var table = new TextTable("Layer (type)", "Shape", "Min", "Mean", "Max");
        foreach (var entry in _entries)
            table.Add(entry.Label, entry.Shape.ToString(), Text(entry.Minimum), Text(entry.Mean), Text(entry.Maximum));
        return table.ToString();
    }

    private static string Text(float value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
