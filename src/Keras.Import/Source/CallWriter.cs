namespace Keras.Import;

/// <summary>Writes the statements of <c>Call</c>: one per call of a layer, in an order in which every tensor exists before its use.</summary>
internal sealed class CallWriter
{
    private readonly ModelConfiguration _model;
    private readonly IReadOnlyDictionary<string, LayerField> _fields;
    private readonly IReadOnlyDictionary<string, IReadOnlyList<string>> _outputsOfNested;
    private readonly Identifiers _identifiers = new();
    private readonly Dictionary<TensorReference, string> _tensors = [];
    private readonly List<string> _statements = [];

    private CallWriter(
        ModelConfiguration model,
        IReadOnlyDictionary<string, LayerField> fields,
        IReadOnlyDictionary<string, IReadOnlyList<string>> outputsOfNested)
    {
        _model = model;
        _fields = fields;
        _outputsOfNested = outputsOfNested;
    }

    /// <summary>Names of the parameters, in order of the inputs.</summary>
    public required IReadOnlyList<string> Parameters { get; init; }

    /// <summary>The statements, <c>return</c> last.</summary>
    public IReadOnlyList<string> Statements => _statements;

    /// <param name="model">The model.</param>
    /// <param name="fields">Its layers' fields by layer name.</param>
    /// <param name="outputsOfNested">For nested models with several outputs, by layer name: the tuple's element names.</param>
    public static CallWriter Write(
        ModelConfiguration model,
        IReadOnlyDictionary<string, LayerField> fields,
        IReadOnlyDictionary<string, IReadOnlyList<string>> outputsOfNested)
    {
        var parameters = new List<string>();
        var writer = new CallWriter(model, fields, outputsOfNested) { Parameters = parameters };
        foreach (var input in model.Inputs)
        {
            var parameter = writer._identifiers.Parameter(input.Name);
            parameters.Add(parameter);
            writer._tensors.Add(new(input.Name, 0, 0), parameter);
        }
        writer.WriteCalls();
        var outputs = model.Outputs.Select(o => writer.Tensor(o.Tensor, $"output '{o.Name}'")).ToArray();
        writer._statements.Add($"return {(outputs.Length == 1 ? outputs[0] : $"({string.Join(", ", outputs)})")};");
        return writer;
    }

    /// <summary>Walks the layers in the file's order and again, until no call waits for a tensor: a layer shared at several depths has
    /// calls that come after those of layers which stand behind it.</summary>
    private void WriteCalls()
    {
        var next = _model.Layers.ToDictionary(l => l.Name, _ => 0);
        for (var progress = true; progress;)
        {
            progress = false;
            foreach (var layer in _model.Layers)
            {
                for (; next[layer.Name] < layer.Nodes.Count && IsReady(layer.Nodes[next[layer.Name]]); next[layer.Name]++)
                {
                    WriteCall(layer, next[layer.Name]);
                    progress = true;
                }
            }
        }
        if (_model.Layers.FirstOrDefault(l => next[l.Name] < l.Nodes.Count) is not { } stuck) return;
        var missing = TensorsOf(stuck.Nodes[next[stuck.Name]]).First(t => !_tensors.ContainsKey(t));
        throw new ImportException(
            $"Model '{_model.Name}': graph disconnected: call {next[stuck.Name]} of layer '{stuck.Name}' takes tensor {missing}, which nothing makes.");
    }

    private static IEnumerable<TensorReference> TensorsOf(NodeConfiguration node) =>
        node.Arguments.Concat(node.NamedArguments.Select(a => a.Value)).SelectMany(a => a.Tensors);

    private bool IsReady(NodeConfiguration node) => TensorsOf(node).All(_tensors.ContainsKey);

    private void WriteCall(LayerConfiguration layer, int node)
    {
        var local = _identifiers.Local(layer.Name);
        var configuration = layer.Nodes[node];
        var arguments = configuration.Arguments.Select(a => Argument(a, layer))
            .Concat(configuration.NamedArguments.Select(a => $"{Identifiers.Camel(a.Key)}: {Argument(a.Value, layer)}")).ToList();
        var form = _outputsOfNested.TryGetValue(layer.Name, out var elements) ? CallForm.Tuple(elements) : CallForm.Of(layer);
        if (layer.IsOperation) arguments.Add($"name: {Literal.Of(layer.Name)}");
        var function = layer.IsOperation ? OperationNames.Find(layer, _model) : $"{_fields[layer.Name].Name}.{form.Method}";
        _statements.Add($"var {local} = {function}({string.Join(", ", arguments)});");
        foreach (var index in ResultsOf(layer.Name, node))
            if (form.Result(index) is { } result) _tensors.Add(new(layer.Name, node, index), local + result);
    }

    /// <summary>Numbers of a call's tensors that the model uses.</summary>
    private IEnumerable<int> ResultsOf(string layer, int node) => _model.Layers.SelectMany(l => l.Nodes).SelectMany(TensorsOf)
        .Concat(_model.Outputs.Select(o => o.Tensor)).Where(t => t.Layer == layer && t.Node == node).Select(t => t.Index).Distinct();

    private string Argument(CallArgument argument, LayerConfiguration layer) => argument switch
    {
        TensorArgument tensor => Tensor(tensor.Tensor, $"layer '{layer.Name}'"),
        ListArgument list => $"[{string.Join(", ", list.Items.Select(i => Argument(i, layer)))}]",
        ConstantArgument constant => Literal.Of(constant.Value),
        _ => throw new ArgumentException($"Unknown argument {argument}.", nameof(argument)),
    };

    private string Tensor(TensorReference tensor, string where) => _tensors.TryGetValue(tensor, out var name) ? name
        : throw new ImportException($"Model '{_model.Name}', {where}: takes tensor {tensor}, which nothing makes.");
}
