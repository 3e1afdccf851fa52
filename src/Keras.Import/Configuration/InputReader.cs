using System.Text.Json;

namespace Keras.Import;

/// <summary>Reads input layers.</summary>
internal static class InputReader
{
    public static bool IsInput(JsonElement layer) =>
        layer.TryGetProperty("class_name", out var className) && className.ValueEquals("InputLayer");

    public static InputConfiguration Read(JsonElement layer)
    {
        var config = layer.Member("config", "an InputLayer");
        var name = config.Member("name", "an InputLayer").Text("name", "an InputLayer");
        var where = $"input '{name}'";
        // Keras 2 called it batch_input_shape.
        var shape = config.TryGetProperty("batch_shape", out var given) ? given : config.Member("batch_input_shape", where);
        return new(name, ReadShape(shape, where), config.TryGetProperty("dtype", out var dtype) ? dtype.Text("dtype", where) : "float32");
    }

    public static IReadOnlyList<int?> ReadShape(JsonElement shape, string where) => shape.ValueKind == JsonValueKind.Array
        ? [.. shape.EnumerateArray().Select(d => d.ValueKind == JsonValueKind.Null ? (int?)null : d.GetInt32())]
        : throw new ImportException($"{where}: expected a shape as a list of lengths and null, found {shape.GetRawText()}.");
}
