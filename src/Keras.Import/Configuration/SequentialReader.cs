using System.Text.Json;

namespace Keras.Import;

/// <summary>Reads a sequential model as the chain of calls that it is.</summary>
internal static class SequentialReader
{
    public static ModelConfiguration Read(JsonElement config)
    {
        var name = config.TryGetProperty("name", out var given) ? given.Text("name", "the model") : "sequential";
        var where = $"model '{name}'";
        var entries = config.Member("layers", where).EnumerateArray().ToArray();
        if (entries.Length == 0) throw new ImportException($"{where}: expected at least one layer, found none.");
        var input = InputReader.IsInput(entries[0]) ? InputReader.Read(entries[0]) : InputOfFirstLayer(config, entries[0], where);
        var tensor = new TensorReference(input.Name, 0, 0);
        var layers = new List<LayerConfiguration>();
        foreach (var entry in entries.Where(e => !InputReader.IsInput(e)))
        {
            var layer = ModelConfigurationReader.ReadLayer(entry, where) with { Nodes = [new([new TensorArgument(tensor)], [])] };
            layers.Add(layer);
            tensor = new(layer.Name, 0, 0);
        }
        return new(name, layers, [input], [new(tensor.Layer, tensor)]);
    }

    private static InputConfiguration InputOfFirstLayer(JsonElement config, JsonElement layer, string where)
    {
        if (!config.TryGetProperty("build_input_shape", out var shape))
        {
            var arguments = layer.Member("config", where);
            if (!arguments.TryGetProperty("batch_input_shape", out shape) && !arguments.TryGetProperty("batch_shape", out shape))
                throw new ImportException($"{where}: expected an InputLayer first or a build_input_shape; without either the input's shape is not known.");
        }
        return new("input_layer", InputReader.ReadShape(shape, where), "float32");
    }
}
