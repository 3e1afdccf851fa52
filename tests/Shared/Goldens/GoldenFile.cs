using System.IO.Compression;
using System.Text.Json;

namespace Keras.Tests.Goldens;

/// <summary>The files in tests/goldens, read once. They are copied beside the test assembly.</summary>
public static class GoldenFile
{
    private static readonly Lazy<LayerCase[]> LazyLayers = new(() => ReadCases("layers.json.gz", LayerCase.Read));
    private static readonly Lazy<TrainingCase[]> LazyTraining = new(() => ReadCases("training.json.gz", TrainingCase.Read));

    public static IReadOnlyList<LayerCase> Layers => LazyLayers.Value;

    public static IReadOnlyList<TrainingCase> Training => LazyTraining.Value;

    /// <summary>Reads a compressed JSON file of the folder.</summary>
    public static JsonElement ReadJson(string fileName)
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "goldens", fileName));
        using var text = new GZipStream(file, CompressionMode.Decompress);
        return JsonDocument.Parse(text).RootElement;
    }

    private static T[] ReadCases<T>(string fileName, Func<JsonElement, T> read) =>
        [.. ReadJson(fileName).GetProperty("cases").EnumerateArray().Select(read)];
}
