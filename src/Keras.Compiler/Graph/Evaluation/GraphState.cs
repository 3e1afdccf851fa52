using System.Collections.Immutable;
using Keras.Compiler.Description;
using Keras.Compiler.Problems;

namespace Keras.Compiler.Graph.Evaluation;

/// <summary>What evaluation has made so far of one model.</summary>
internal sealed class GraphState(ModelDescription model, ModelGraphs graphs, ProblemList problems)
{
    private readonly ImmutableArray<GraphTensor>.Builder _inputs = ImmutableArray.CreateBuilder<GraphTensor>();
    private readonly Dictionary<string, ImmutableArray<GraphLayer>> _fields = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly HashSet<GraphTensor> _tensors = [];

    public ModelDescription Model => model;

    public ModelGraphs Graphs => graphs;

    public ProblemList Problems => problems;

    public ImmutableArray<GraphTensor> Inputs => _inputs.ToImmutable();

    /// <summary>Declared layers in order of the fields, then operations in order of evaluation.</summary>
    public List<GraphLayer> Layers { get; } = [];

    public List<GraphNode> Nodes { get; } = [];

    public List<DimEquality> Equalities { get; } = [];

    /// <summary>Set where evaluation gave up for a fault that is reported elsewhere: by binding, or at a nested model.</summary>
    public bool IsBlocked { get; set; }

    /// <summary>Whether a fault was found, here or by binding: then what is missing in the graph is no fault of its own.</summary>
    public bool IsFaulty => IsBlocked || model.IsFaulty || problems.Problems.Count > 0;

    public void AddInput(InputDescription input, TensorType type, Shape? mask)
    {
        var tensor = new GraphTensor(KerasName.FromIdentifier(input.Name), type) { Model = model.Name, Mask = mask };
        _inputs.Add(tensor);
        _tensors.Add(tensor);
    }

    public void AddField(FieldDescription field, ImmutableArray<GraphLayer> layers)
    {
        _fields[field.Name] = layers;
        Layers.AddRange(layers);
    }

    /// <summary>The layers that a field declares; none where its declaration is at fault.</summary>
    public ImmutableArray<GraphLayer> LayersOf(string field) => _fields.TryGetValue(field, out var layers) ? layers : [];

    /// <summary>The value of a field.</summary>
    public AbstractValue Field(string name)
    {
        var layers = LayersOf(name);
        if (layers.IsEmpty) return UnknownValue.Instance;
        return layers[0].Element is null ? new LayerValue(layers[0]) : new ListValue([.. layers.Select(layer => new LayerValue(layer))]);
    }

    /// <summary>A name for an anonymous operation, numbered as Keras does.</summary>
    public string NumberedName(string kind)
    {
        string name;
        do
        {
            _numbers.TryGetValue(kind, out var number);
            _numbers[kind] = number + 1;
            name = number == 0 ? kind : $"{kind}_{number}";
        }
        while (!_names.Add(name));
        return name;
    }

    /// <summary>A name that the user gave to an operation; reports one that is taken or has a slash.</summary>
    public bool TakeName(string name, int node)
    {
        if (name.Contains('/')) problems.NameWithSlash(node, name);
        else if (!_names.Add(name)) problems.NameNotUnique(node, name, 2);
        else return true;
        return false;
    }

    /// <summary>Inputs and declared layers have a name each of their own.</summary>
    public void CheckDeclaredNames()
    {
        for (var i = 0; i < _inputs.Count; i++) TakeName(_inputs[i].Name, model.Inputs[i].Id);
        foreach (var layer in Layers) TakeName(layer.Name, layer.Field!.Id);
    }

    public GraphTensor AddOutput(GraphNode node, TensorType type, int index, Shape? mask)
    {
        var tensor = new GraphTensor(node.Layer.Name, type) { Model = model.Name, Producer = node, Index = index, Mask = mask };
        _tensors.Add(tensor);
        return tensor;
    }

    /// <summary>A tensor from within a call of a nested model, as one of this graph.</summary>
    /// <param name="call">The call.</param>
    /// <param name="name">Path of the layer that makes it.</param>
    /// <param name="inner">The tensor in the nested graph.</param>
    /// <param name="node">Which call of that layer makes it.</param>
    public GraphTensor AddIntermediate(GraphNode call, string name, GraphTensor inner, int node)
    {
        var tensor = new GraphTensor(name, inner.Type) { Model = model.Name, Producer = call, Index = inner.Index, InnerNode = node };
        _tensors.Add(tensor);
        return tensor;
    }

    /// <summary>Whether a tensor is part of this graph; reports where it is one of a nested model's own.</summary>
    public bool Owns(GraphTensor tensor, int node)
    {
        if (_tensors.Contains(tensor)) return true;
        problems.TensorOfOtherModel(node, tensor.Name, tensor.Model, model.Name);
        return false;
    }
}
