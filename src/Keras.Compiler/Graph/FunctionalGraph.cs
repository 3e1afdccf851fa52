using System.Collections.Immutable;
using Keras.Compiler.Description;
using Keras.Compiler.Layers;

namespace Keras.Compiler.Graph;

/// <summary>A functional model after <c>Call</c> was evaluated: layers, their calls (nodes) and the tensors between. Nested models are
/// layers that hold a graph of their own.</summary>
/// <param name="Description">The class it was built from.</param>
/// <param name="Name">The model's Keras name.</param>
/// <param name="Inputs">In order of <c>Call</c>'s parameters.</param>
/// <param name="Layers">Each once, in Keras's order (by depth); declared ones and anonymous operations.</param>
/// <param name="Nodes">All calls that an output depends on, in order of evaluation, which is an order of execution.</param>
/// <param name="Outputs">In order; names are <see cref="ModelDescription.OutputNames"/>.</param>
public sealed record FunctionalGraph(
    ModelDescription Description,
    string Name,
    ImmutableArray<GraphTensor> Inputs,
    ImmutableArray<GraphLayer> Layers,
    ImmutableArray<GraphNode> Nodes,
    ImmutableArray<GraphTensor> Outputs)
{
    /// <summary>Names of inputs and layers together in Keras's order, as a summary lists them.</summary>
    public ImmutableArray<string> Order { get; init; } = [];

    /// <summary>Lengths that the model needs to be equal and that are not known; emitted code checks them on entry. Those of nested
    /// models are among them.</summary>
    public ImmutableArray<DimEquality> Equalities { get; init; } = [];
}

/// <summary>Two lengths that must be equal when the model runs.</summary>
/// <param name="Left">One.</param>
/// <param name="Right">The other.</param>
/// <param name="Layer">The layer that needs it, for the error's text.</param>
public sealed record DimEquality(Dim Left, Dim Right, string Layer);

/// <summary>A tensor of the graph; compared by reference.</summary>
/// <param name="name">Name of the input or of the layer that makes it.</param>
/// <param name="type">Shape and element type.</param>
public sealed class GraphTensor(string name, TensorType type)
{
    public string Name { get; } = name;
    public TensorType Type { get; } = type;

    /// <summary>Name of the model whose graph it is part of.</summary>
    public string Model { get; internal set; } = "";

    /// <summary>The call that makes it; null for an input.</summary>
    public GraphNode? Producer { get; internal set; }

    /// <summary>Which output of that call it is; for one from within a nested model, of the call there.</summary>
    public int Index { get; internal set; }

    /// <summary>For a tensor from within a nested model: which call of the layer there makes it; null for others.</summary>
    public int? InnerNode { get; internal set; }

    /// <summary>Which call of the layer that it is named after makes it.</summary>
    public int Node => InnerNode ?? Producer?.Index ?? 0;

    /// <summary>Shape of the mask that goes with it, or null: leading axes of its own shape.</summary>
    public Shape? Mask { get; internal set; }
}

/// <summary>A layer, an anonymous operation or a nested model; compared by reference.</summary>
public sealed class GraphLayer(string name, LayerDefinition? definition, LayerConfiguration? configuration, FieldDescription? field, int? element)
{
    /// <summary>The Keras name within its model; of a wrapped layer its path there, such as <c>encoder/forward_layer</c>.</summary>
    public string Name { get; } = name;

    /// <summary>Null for a nested model.</summary>
    public LayerDefinition? Definition { get; } = definition;

    public LayerConfiguration? Configuration { get; } = configuration;

    /// <summary>The name of its kind as users know it: of the layer's class, the nested model's class, or the function.</summary>
    public string ClassName { get; internal set; } = definition?.ClassName ?? "";

    /// <summary>The field that declares it; null for an anonymous operation.</summary>
    public FieldDescription? Field { get; } = field;

    /// <summary>Which element of a repeated field.</summary>
    public int? Element { get; } = element;

    /// <summary>The nested model's graph for the shapes of its first call; null for a layer.</summary>
    public FunctionalGraph? Nested { get; internal set; }

    /// <summary>For a wrapper: what it wraps, in order of the definition's <see cref="LayerDefinition.Wrapped"/>.</summary>
    public ImmutableArray<GraphLayer> Wrapped { get; internal set; } = [];

    /// <summary>Whether <see cref="Wrapped"/> are the wrapper's own; else other layers of the model that it applies.</summary>
    public bool OwnsWrapped { get; internal set; }

    /// <summary>Whether in training a sample's output depends on the other samples of the batch; of a nested model known after its first call.</summary>
    public bool MixesSamples =>
        Definition?.MixesSamples == true || Wrapped.Any(layer => layer.MixesSamples) || Nested?.Layers.Any(layer => layer.MixesSamples) == true;

    /// <summary>Whether calls leave values to the calls of the next run; of a nested model known after its first call.</summary>
    public bool KeepsState =>
        Definition?.KeepsState(Configuration!) == true || Wrapped.Any(layer => layer.KeepsState) || Nested?.Layers.Any(layer => layer.KeepsState) == true;

    /// <summary>Shape of the first input of the first call, which decides the weights.</summary>
    public Shape? FirstInput { get; internal set; }

    /// <summary>Declared at the first call; for a nested model empty (its layers have them).</summary>
    public ImmutableArray<WeightDeclaration> Weights { get; internal set; } = [];

    /// <summary>The calls, in order.</summary>
    public List<GraphNode> Nodes { get; } = [];
}

/// <summary>One call of a layer; compared by reference.</summary>
public sealed class GraphNode(GraphLayer layer, int index, ImmutableArray<GraphTensor> inputs, ImmutableDictionary<string, ConstantValue> options)
{
    public GraphLayer Layer { get; } = layer;

    /// <summary>Which call of the layer: Keras's node index.</summary>
    public int Index { get; } = index;

    public ImmutableArray<GraphTensor> Inputs { get; } = inputs;

    /// <summary>The mask that the call was given explicitly, or null.</summary>
    public GraphTensor? Mask { get; internal set; }

    /// <summary>Whether the call asks for the layer's states beside its output.</summary>
    public bool ReturnsState { get; internal set; }

    /// <summary>Constant options of the call, such as <c>training</c>.</summary>
    public ImmutableDictionary<string, ConstantValue> Options { get; } = options;

    public ImmutableArray<GraphTensor> Outputs { get; internal set; } = [];

    /// <summary>For a nested model: tensors from within it that the graph around it uses.</summary>
    public List<GraphIntermediate> Intermediates { get; } = [];

    /// <summary>For a nested model: its graph evaluated for the shapes of this call (equal to the layer's where shapes are equal).</summary>
    public FunctionalGraph? Nested { get; internal set; }

    /// <summary>For a wrapper: the calls of what it wraps, in the order in which its shape rule made them. They are no nodes of their layers.</summary>
    public ImmutableArray<GraphNode> Wrapped { get; internal set; } = [];
}

/// <summary>A tensor from within a call of a nested model.</summary>
/// <param name="Within">The calls of further nested models that it lies within, from the outside in.</param>
/// <param name="Inner">The tensor in the innermost one's graph.</param>
/// <param name="Outer">The same in the graph of the call.</param>
public sealed record GraphIntermediate(ImmutableArray<GraphNode> Within, GraphTensor Inner, GraphTensor Outer);
