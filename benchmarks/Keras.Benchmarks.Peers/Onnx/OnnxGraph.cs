namespace Keras.Benchmarks.Peers.Onnx;

/// <summary>Nodes, initializers, inputs and outputs of an ONNX model (opset 14). Field numbers are those of onnx.proto.</summary>
internal sealed class OnnxGraph(string name)
{
    private const int Float = 1;
    private const int Integer = 7;
    private readonly ProtoMessage _nodes = new(), _initializers = new(), _inputs = new(), _outputs = new();
    private readonly HashSet<string> _named = [];
    private int _values;

    /// <summary>Adds a node.</summary>
    /// <returns>Its output.</returns>
    public string Node(string operation, string[] inputs, params ReadOnlySpan<(string Name, long[] Values)> attributes) =>
        Node(operation, inputs, output: $"v{_values++}", skipped: 0, attributes);

    /// <summary>Adds a node.</summary>
    /// <param name="output">Name of the output that is wanted.</param>
    /// <param name="skipped">Number of outputs before it that are not.</param>
    public string Node(string operation, string[] inputs, string output, int skipped, params ReadOnlySpan<(string Name, long[] Values)> attributes)
    {
        var node = new ProtoMessage();
        foreach (var input in inputs) node.Add(1, input);
        for (var i = 0; i < skipped; i++) node.Add(2, "");
        node.Add(2, output).Add(4, operation);
        foreach (var (attribute, values) in attributes) node.Add(5, Attribute(attribute, values));
        _nodes.Add(1, node);
        return output;
    }

    /// <summary>Adds weights, once for each name.</summary>
    /// <returns>The name.</returns>
    public string Constant(string name, int[] shape, Func<float[]> values)
    {
        if (_named.Add(name)) _initializers.Add(5, Tensor(name, shape, Float).AddRaw(9, values()));
        return name;
    }

    public string Constant(params long[] values)
    {
        var name = "i" + string.Join('_', values);
        if (_named.Add(name)) _initializers.Add(5, Tensor(name, [values.Length], Integer).AddRaw(9, values));
        return name;
    }

    /// <summary>An input (N, shape), N open.</summary>
    public string Input(string name, int[] shape, bool integers)
    {
        _inputs.Add(11, ValueInfo(name, shape, integers ? Integer : Float));
        return name;
    }

    /// <summary>An output (N, shape), N open.</summary>
    public void Output(string name, int[] shape) => _outputs.Add(12, ValueInfo(name, shape, Float));

    /// <summary>The model.</summary>
    public ProtoMessage ToModel()
    {
        var graph = new ProtoMessage();
        graph.AddFields(_nodes).Add(2, name).AddFields(_initializers).AddFields(_inputs).AddFields(_outputs);
        return new ProtoMessage().Add(1, 7).Add(7, graph).Add(8, new ProtoMessage().Add(2, 14));
    }

    private static ProtoMessage Tensor(string name, int[] shape, int type)
    {
        var tensor = new ProtoMessage();
        foreach (var length in shape) tensor.Add(1, length);
        return tensor.Add(2, type).Add(8, name);
    }

    /// <summary>A list of numbers, or one number.</summary>
    private static ProtoMessage Attribute(string name, long[] values)
    {
        var isList = values.Length > 1;
        var attribute = new ProtoMessage().Add(1, name);
        foreach (var value in values) attribute.Add(isList ? 8 : 3, value);
        return attribute.Add(20, isList ? 7 : 2);
    }

    private static ProtoMessage ValueInfo(string name, int[] shape, int type)
    {
        var axes = new ProtoMessage().Add(1, new ProtoMessage().Add(2, "N"));
        foreach (var length in shape) axes.Add(1, new ProtoMessage().Add(1, length));
        return new ProtoMessage().Add(1, name).Add(2, new ProtoMessage().Add(1, new ProtoMessage().Add(1, type).Add(2, axes)));
    }
}
