using System.Text.Json;
using System.Text.Json.Nodes;

namespace Keras.Import.Tests;

/// <summary>Small Keras configurations, written as Keras writes them.</summary>
internal static class Configurations
{
    public static JsonObject Input(string name, params int?[] shape) => Input(name, "float32", [null, .. shape]);

    public static JsonObject Input(string name, string dtype, int?[] batchShape) => new()
    {
        ["module"] = "keras.layers",
        ["class_name"] = "InputLayer",
        ["config"] = new JsonObject { ["batch_shape"] = Shape(batchShape), ["dtype"] = dtype, ["name"] = name },
        ["name"] = name,
        ["inbound_nodes"] = new JsonArray(),
    };

    public static JsonObject Layer(string className, string name, JsonObject arguments, params JsonObject[] nodes)
    {
        var config = (JsonObject)arguments.DeepClone();
        config["name"] = name;
        return new()
        {
            ["module"] = "keras.layers",
            ["class_name"] = className,
            ["config"] = config,
            ["name"] = name,
            ["inbound_nodes"] = new JsonArray([.. nodes]),
        };
    }

    /// <summary>An operation of <c>keras.ops</c> on the tensors of a node and constants behind them.</summary>
    public static JsonObject Operation(string className, string name, JsonObject node, params double[] constants)
    {
        foreach (var constant in constants) node["args"]!.AsArray().Add(constant);
        var operation = Layer(className, name, [], node);
        operation["module"] = "keras.src.ops.numpy";
        return operation;
    }

    public static JsonObject Dense(string name, int units, params JsonObject[] nodes) => Layer("Dense", name, new() { ["units"] = units }, nodes);

    public static JsonObject Node(params (string Layer, int Node, int Index)[] tensors) => new()
    {
        ["args"] = new JsonArray([.. tensors.Select(t => Tensor(t))]),
        ["kwargs"] = new JsonObject(),
    };

    public static JsonObject ListNode(params (string Layer, int Node, int Index)[] tensors) => new()
    {
        ["args"] = new JsonArray(new JsonArray([.. tensors.Select(t => Tensor(t))])),
        ["kwargs"] = new JsonObject(),
    };

    public static JsonObject Tensor((string Layer, int Node, int Index) tensor) => new()
    {
        ["class_name"] = "__keras_tensor__",
        ["config"] = new JsonObject { ["keras_history"] = History(tensor) },
    };

    public static JsonArray History((string Layer, int Node, int Index) tensor) => [tensor.Layer, tensor.Node, tensor.Index];

    public static JsonObject Model(string name, JsonNode inputs, JsonNode outputs, params JsonObject[] layers) => new()
    {
        ["module"] = "keras.src.models.functional",
        ["class_name"] = "Functional",
        ["config"] = new JsonObject
        {
            ["name"] = name,
            ["trainable"] = true,
            ["layers"] = new JsonArray([.. layers]),
            ["input_layers"] = inputs,
            ["output_layers"] = outputs,
        },
    };

    /// <summary>A model of one dense layer with these further arguments.</summary>
    public static JsonObject OneDense(JsonObject arguments, string layerName = "dense")
    {
        arguments["units"] = 3;
        return Model("one", History(("a", 0, 0)), History((layerName, 0, 0)), Input("a", 4), Layer("Dense", layerName, arguments, Node(("a", 0, 0))));
    }

    public static JsonObject Object(string className, JsonObject config) => new() { ["class_name"] = className, ["config"] = config };

    public static string Write(JsonObject model) => ModelSourceWriter.Write(ModelConfigurationReader.Read(model.ToJsonString()));

    public static JsonElement Parse(JsonObject json) => JsonDocument.Parse(json.ToJsonString()).RootElement;

    private static JsonArray Shape(int?[] lengths) => new([.. lengths.Select(l => (JsonNode?)l)]);
}
