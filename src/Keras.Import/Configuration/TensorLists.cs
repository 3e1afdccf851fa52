using System.Text.Json;

namespace Keras.Import;

/// <summary>Reads <c>input_layers</c> and <c>output_layers</c>: one triple, or a list or dictionary of triples.</summary>
internal static class TensorLists
{
    /// <summary>A tensor, with its key where it stands in a dictionary.</summary>
    public readonly record struct Entry(string? Key, TensorReference Tensor);

    public static IReadOnlyList<Entry> Read(JsonElement json, string where)
    {
        if (json.ValueKind == JsonValueKind.Object)
            return [.. json.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => new Entry(p.Name, ReadReference(p.Value, where)))];
        if (json.ValueKind != JsonValueKind.Array || json.GetArrayLength() == 0)
            throw new ImportException($"{where}: expected [layer, node, tensor] or a list of those, found {json.GetRawText()}.");
        return json[0].ValueKind == JsonValueKind.String
            ? [new(null, ReadReference(json, where))]
            : [.. json.EnumerateArray().Select(item => new Entry(null, ReadReference(item, where)))];
    }

    public static TensorReference ReadReference(JsonElement json, string where) =>
        json.ValueKind == JsonValueKind.Array && json.GetArrayLength() >= 3 && json[0].ValueKind == JsonValueKind.String
            ? new(json[0].GetString()!, json[1].GetInt32(), json[2].GetInt32())
            : throw new ImportException($"{where}: expected a tensor as [layer, node, tensor], found {json.GetRawText()}.");

    /// <summary>Names outputs as Keras does: by the dictionary's key or the producing layer, a number added where that repeats.</summary>
    public static IEnumerable<OutputConfiguration> NameOutputs(IEnumerable<Entry> entries)
    {
        var used = new Dictionary<string, int>();
        foreach (var (key, tensor) in entries)
        {
            var name = key ?? tensor.Layer;
            var count = used.GetValueOrDefault(name);
            used[name] = count + 1;
            yield return new(count == 0 ? name : $"{name}_{count}", tensor);
        }
    }
}
