using System.Text.Json;
using Keras.Import;
using Keras.Models.Tests.Compilation;
using Keras.Tests.Goldens;

namespace Keras.Models.Tests.Layers;

/// <summary>The golden cases of all layers that exist, compiled once. Cases of other classes wait for their layers.</summary>
public sealed class GoldenLayers
{
    private readonly Dictionary<string, string> _notWritten = [];
    private readonly CompiledModels _models;

    public GoldenLayers()
    {
        var sources = new List<ModelSource>();
        foreach (var golden in Cases)
        {
            try
            {
                sources.Add(LayerCaseSource.Write(golden));
            }
            catch (ImportException exception)
            {
                _notWritten.Add(golden.Id, exception.Message);
            }
        }
        _models = ModelCompilation.Compile(sources);
    }

    /// <summary>The cases whose class exists.</summary>
    public static IReadOnlyList<LayerCase> Cases { get; } = [.. GoldenFile.Layers.Where(c => Exists(c.ClassName) && ExistsWrapped(c.Configuration))];

    /// <summary>Whether the runtime declares a layer of this class.</summary>
    public static bool Exists(string className) => typeof(Model).Assembly.GetType($"Keras.Layers.{className}Attribute") is not null;

    /// <summary>Whether what a wrapper wraps exists, too.</summary>
    private static bool ExistsWrapped(JsonElement configuration) =>
        !configuration.TryGetProperty("layer", out var wrapped)
        || (Exists(wrapped.GetProperty("class_name").GetString()!) && ExistsWrapped(wrapped.GetProperty("config")));

    public IModelDriver CreateDriver(string id)
    {
        Assert.False(_notWritten.TryGetValue(id, out var message), $"{id}: {message}");
        return _models.CreateDriver<IModelDriver>(id);
    }
}
