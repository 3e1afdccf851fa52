using System.Text.Json;

namespace Keras.Import;

/// <summary>What a wrapper's configuration holds besides its own arguments: the wrapped layer, and for a wrapper of two directions a copy
/// that runs the other way. C# declares the layer once.</summary>
internal static class WrappedCopies
{
    private const string Wrapped = "layer";

    /// <summary>Takes them out of the wrapper's arguments.</summary>
    /// <exception cref="ImportException">A copy has another configuration.</exception>
    public static void Remove(Dictionary<string, JsonElement> arguments, string where)
    {
        var wrapped = arguments[Wrapped];
        arguments.Remove(Wrapped);
        foreach (var (key, copy) in arguments.Where(a => a.Key.EndsWith("_" + Wrapped, StringComparison.Ordinal)).ToList())
        {
            arguments.Remove(key);
            if (copy.ValueKind != JsonValueKind.Null && !IsCopy(wrapped, copy))
                throw new ImportException($"{where}: '{key}' is configured otherwise than '{Wrapped}', which one field cannot declare, found {copy.GetRawText()}.");
        }
    }

    /// <summary>Whether two layers differ in name and direction alone.</summary>
    private static bool IsCopy(JsonElement layer, JsonElement copy) =>
        JsonElement.DeepEquals(layer.GetProperty("class_name"), copy.GetProperty("class_name"))
        && Arguments(layer).SequenceEqual(Arguments(copy));

    private static IEnumerable<(string, string)> Arguments(JsonElement layer) => layer.GetProperty("config").EnumerateObject()
        .Where(a => a.Name is not ("name" or "go_backwards")).Select(a => (a.Name, a.Value.GetRawText())).Order();
}
