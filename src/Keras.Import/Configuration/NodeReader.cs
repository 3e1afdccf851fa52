using System.Text.Json;

namespace Keras.Import;

/// <summary>Reads <c>inbound_nodes</c>: one item per call of a layer.</summary>
internal static class NodeReader
{
    public static IReadOnlyList<NodeConfiguration> Read(JsonElement nodes, string layer) =>
        [.. nodes.EnumerateArray().Select(node => node.ValueKind == JsonValueKind.Object ? ReadNode(node, layer) : ReadOldNode(node, layer))];

    private static NodeConfiguration ReadNode(JsonElement node, string layer)
    {
        var where = $"layer '{layer}', inbound_nodes";
        var named = new List<KeyValuePair<string, CallArgument>>();
        foreach (var argument in node.Member("kwargs", where).EnumerateObject())
        {
            // Keras passes the training flag of the running model over whatever was recorded here.
            if (argument.Name == "training" || argument.Value.ValueKind == JsonValueKind.Null) continue;
            named.Add(new(argument.Name, ReadArgument(argument.Value, layer)));
        }
        return new([.. node.Member("args", where).EnumerateArray().Select(a => ReadArgument(a, layer))], named);
    }

    /// <summary>A node as Keras 2 wrote it: a list of [layer, node, tensor, keyword arguments].</summary>
    private static NodeConfiguration ReadOldNode(JsonElement node, string layer)
    {
        var where = $"layer '{layer}', inbound_nodes";
        var tensors = node.EnumerateArray().Select(entry => (CallArgument)new TensorArgument(TensorLists.ReadReference(entry, where))).ToArray();
        return new([tensors.Length == 1 ? tensors[0] : new ListArgument(tensors)], []);
    }

    private static CallArgument ReadArgument(JsonElement json, string layer)
    {
        if (json.ValueKind == JsonValueKind.Array) return new ListArgument([.. json.EnumerateArray().Select(i => ReadArgument(i, layer))]);
        if (json.ValueKind != JsonValueKind.Object) return new ConstantArgument(json);
        if (!json.TryGetProperty("class_name", out var className) || !className.ValueEquals("__keras_tensor__"))
            throw new ImportException($"Layer '{layer}': expected a tensor or a constant as argument of its call, found {json.GetRawText()}.");
        var where = $"layer '{layer}', argument of its call";
        return new TensorArgument(TensorLists.ReadReference(json.Member("config", where).Member("keras_history", where), where));
    }
}
