using System.IO.Compression;
using System.Text.Json;

namespace Keras.Runtime.Tests.Goldens;

/// <summary>The values that Keras computed for its components (tests/goldens/README.md).</summary>
internal static class GoldenComponents
{
    public static JsonElement Root { get; } = Load();

    public static IReadOnlyList<JsonElement> Cases(string family) => [.. Family(family).EnumerateArray()];

    /// <summary>The array of cases of a family; optimizers hold theirs below <c>traces</c>.</summary>
    private static JsonElement Family(string family) =>
        Root.GetProperty(family) is { ValueKind: JsonValueKind.Object } nested ? nested.GetProperty("traces") : Root.GetProperty(family);

    public static float[] Floats(this JsonElement tensor) =>
        [.. tensor.GetProperty("data").EnumerateArray().Select(v => v.ValueKind is JsonValueKind.True ? 1f : v.ValueKind is JsonValueKind.False ? 0f : (float)v.GetDouble())];

    public static int[] Shape(this JsonElement tensor) => [.. tensor.GetProperty("shape").EnumerateArray().Select(v => v.GetInt32())];

    public static float Float(this JsonElement config, string name) => (float)config.GetProperty(name).GetDouble();

    /// <summary>An argument, or the default where the case does not give it.</summary>
    public static float Float(this JsonElement config, string name, float otherwise) =>
        config.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? (float)value.GetDouble() : otherwise;

    public static bool Flag(this JsonElement config, string name) => config.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    public static float? FloatOrNull(this JsonElement config, string name) =>
        config.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? (float)value.GetDouble() : null;

    public static int? IntOrNull(this JsonElement config, string name) =>
        config.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.GetInt32() : null;

    public static string? TextOrNull(this JsonElement config, string name) =>
        config.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>Fails unless every element is within <paramref name="tolerance"/>·max(1, |expected|).</summary>
    public static void Near(string what, ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, double tolerance = 1e-5)
    {
        Assert.True(expected.Length == actual.Length, $"{what}: {expected.Length} values expected, found {actual.Length}");
        for (var i = 0; i < expected.Length; i++)
            Assert.True(
                Math.Abs((double)expected[i] - actual[i]) <= tolerance * Math.Max(1.0, Math.Abs(expected[i])),
                $"{what}[{i}]: expected {expected[i]:R}, found {actual[i]:R}");
    }

    private static JsonElement Load()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "goldens", "components.json.gz"));
        using var json = new GZipStream(file, CompressionMode.Decompress);
        return JsonDocument.Parse(json).RootElement.Clone();
    }
}
