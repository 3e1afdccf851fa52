using System.Text.Json;

namespace Keras.Import;

/// <summary>Reads the configuration of a functional or sequential model: <c>model.to_json()</c>, or <c>config.json</c> of a
/// <c>.keras</c> file.</summary>
public static class ModelConfigurationReader
{
    private static readonly HashSet<string> ModelClasses = ["Functional", "Sequential", "Model"];

    /// <summary>Reads a model from JSON text.</summary>
    /// <exception cref="ImportException">The text is no model configuration.</exception>
    public static ModelConfiguration Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement.Clone());
        }
        catch (JsonException exception)
        {
            throw new ImportException($"The model configuration is not valid JSON: {exception.Message}", exception);
        }
    }

    /// <summary>Reads a model from parsed JSON: an object with <c>class_name</c> and <c>config</c>.</summary>
    /// <exception cref="ImportException">It is no model configuration.</exception>
    public static ModelConfiguration Read(JsonElement json)
    {
        var className = json.Member("class_name", "the model").Text("class_name", "the model");
        return className switch
        {
            "Sequential" => SequentialReader.Read(json.Member("config", "the model")),
            "Functional" or "Model" => ReadFunctional(json.Member("config", "the model")),
            _ => throw new ImportException(
                $"Expected a model of class Functional or Sequential, found class '{className}'. Models of other classes hold Python code."),
        };
    }

    private static ModelConfiguration ReadFunctional(JsonElement config)
    {
        var name = config.TryGetProperty("name", out var given) ? given.Text("name", "the model") : "model";
        var where = $"model '{name}'";
        var inputs = new Dictionary<string, InputConfiguration>();
        var layers = new List<LayerConfiguration>();
        foreach (var json in config.Member("layers", where).EnumerateArray())
        {
            if (InputReader.IsInput(json))
            {
                var input = InputReader.Read(json);
                inputs.Add(input.Name, input);
            }
            else
            {
                layers.Add(ReadLayer(json, where));
            }
        }
        // Keras counts a nested model's own construction as its node 0 here (but not in the arguments of calls).
        var models = layers.Where(l => l.NestedModel is not null).Select(l => l.Name).ToHashSet();
        var inputOrder = TensorLists.Read(config.Member("input_layers", where), where)
            .Select(entry => inputs.TryGetValue(entry.Tensor.Layer, out var input) ? input
                : throw new ImportException($"{where}: input_layers names '{entry.Tensor.Layer}', which is no InputLayer of the model."));
        var outputs = TensorLists.Read(config.Member("output_layers", where), where)
            .Select(entry => models.Contains(entry.Tensor.Layer) ? entry with { Tensor = entry.Tensor with { Node = entry.Tensor.Node - 1 } } : entry);
        return new(name, layers, [.. inputOrder], [.. TensorLists.NameOutputs(outputs)]);
    }

    /// <summary>Reads one layer with its calls.</summary>
    internal static LayerConfiguration ReadLayer(JsonElement json, string where)
    {
        var className = json.Member("class_name", where).Text("class_name", where);
        var config = json.Member("config", $"{where}, a layer of class {className}");
        var name = LayerName(json, config, className);
        var nodes = json.TryGetProperty("inbound_nodes", out var inbound) ? NodeReader.Read(inbound, name) : [];
        var isModel = ModelClasses.Contains(className);
        var trainable = !config.TryGetProperty("trainable", out var flag) || flag.ValueKind != JsonValueKind.False;
        var isOperation = json.TryGetProperty("module", out var module) && module.ValueKind == JsonValueKind.String
            && module.GetString()!.StartsWith("keras.src.ops", StringComparison.Ordinal);
        return new(className, name, config, nodes, trainable, isOperation, isModel ? Read(json) : null);
    }

    private static string LayerName(JsonElement json, JsonElement config, string className)
    {
        if (json.TryGetProperty("name", out var outer) && outer.ValueKind == JsonValueKind.String) return outer.GetString()!;
        if (config.TryGetProperty("name", out var inner) && inner.ValueKind == JsonValueKind.String) return inner.GetString()!;
        throw new ImportException($"A layer of class {className} has no name.");
    }
}
