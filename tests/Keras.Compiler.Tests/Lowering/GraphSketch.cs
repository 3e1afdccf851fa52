using System.Collections.Immutable;
using Keras.Compiler.Description;
using Keras.Compiler.Graph;
using Keras.Compiler.Layers;
using Keras.Compiler.Problems;
using Keras.Layers;

namespace Keras.Compiler.Tests.Lowering;

/// <summary>Functional graphs by hand, for tests of lowering alone.</summary>
internal sealed class GraphSketch(string name = "sketch")
{
    private readonly List<GraphTensor> _inputs = [];
    private readonly List<GraphLayer> _layers = [];
    private readonly List<GraphNode> _nodes = [];

    public GraphTensor Input(string name, params Dim[] shape) => Input(name, DType.Float32, shape);

    public GraphTensor Input(string name, DType dtype, params Dim[] shape)
    {
        var input = new GraphTensor(name, new TensorType(Shape.Of([Dim.Batch, .. shape]), dtype));
        _inputs.Add(input);
        return input;
    }

    public GraphLayer Layer(string name, LayerDeclarationAttribute attribute, params Attribute[] settings)
    {
        var configuration = new LayerConfiguration(attribute, [], settings.ToImmutableDictionary(s => s.GetType().Name[..^"Attribute".Length]));
        return Add(new GraphLayer(name, LayerCatalogue.FindByAttribute(attribute.GetType().FullName!), configuration, null, null));
    }

    public GraphLayer Layer(string name, LayerDefinition definition, LayerConfiguration configuration) =>
        Add(new GraphLayer(name, definition, configuration, null, null));

    public GraphLayer Model(string name, FunctionalGraph graph)
    {
        var layer = Add(new GraphLayer(name, null, null, null, null));
        layer.Nested = graph;
        return layer;
    }

    public GraphTensor Call(GraphLayer layer, params GraphTensor[] inputs) => Call(layer, inputs, training: null);

    public GraphTensor Call(GraphLayer layer, GraphTensor[] inputs, bool? training) => CallAll(layer, inputs, training)[0];

    /// <summary>All outputs of a call.</summary>
    public ImmutableArray<GraphTensor> CallAll(GraphLayer layer, GraphTensor[] inputs, bool? training = null, GraphTensor? mask = null)
    {
        var options = ImmutableDictionary<string, ConstantValue>.Empty;
        if (training is { } value) options = options.Add("training", new ConstantValue(value));
        var node = new GraphNode(layer, layer.Nodes.Count, [.. inputs], options) { Nested = layer.Nested, Mask = mask };
        node.Outputs = [.. Outputs(layer, inputs, mask, options).Select((output, i) =>
            new GraphTensor(layer.Name, output.Type) { Producer = node, Index = i, Mask = output.Mask })];
        layer.Nodes.Add(node);
        _nodes.Add(node);
        return node.Outputs;
    }

    public FunctionalGraph Build(params GraphTensor[] outputs) => new(
        new ModelDescription(name, "", [], name, "", [], [], [], false, [], [], false, false),
        name, [.. _inputs], [.. _layers], [.. _nodes], [.. outputs]);

    private static IEnumerable<(TensorType Type, Shape? Mask)> Outputs(
        GraphLayer layer, GraphTensor[] inputs, GraphTensor? mask, ImmutableDictionary<string, ConstantValue> options)
    {
        if (layer.Nested is { } nested) return nested.Outputs.Select(output => (output.Type, output.Mask));
        var problems = new ProblemList(layer.Name);
        var call = new LayerCall(
            layer.Configuration!, layer.Name, [.. inputs.Select(input => input.Type)], options, 0, [.. inputs.Select(_ => 0)], (_, _) => { })
        {
            Masks = [.. inputs.Select((input, i) => i == 0 && mask is not null ? mask.Type.Shape : input.Mask)],
        };
        layer.Weights = layer.Definition!.Weights(layer.Configuration!, call.Input.Shape);
        var types = layer.Definition.InferOutputs(call, problems) ?? throw new InvalidOperationException(string.Join("\n", problems.Problems));
        return types.Zip(layer.Definition.InferMasks(call, types));
    }

    private GraphLayer Add(GraphLayer layer)
    {
        _layers.Add(layer);
        return layer;
    }
}
