using Keras.Compiler.Description;
using Keras.Compiler.Graph;
using Keras.Compiler.Layers;
using Keras.Compiler.Support;

namespace Keras.Compiler.Emission.Surface;

/// <summary>Gathers what the API half of an emitted class is made from.</summary>
public static class SurfaceModelBuilder
{
    /// <summary>The surface of a model without faults.</summary>
    /// <param name="graph">Its functional graph.</param>
    /// <param name="weights">Paths of the program's weights, in the order in which the emitted code numbers them.</param>
    public static SurfaceModel Build(FunctionalGraph graph, IEnumerable<string> weights)
    {
        var model = graph.Description;
        return Declared(model) with
        {
            KerasName = graph.Name,
            Inputs = model.Inputs.Zip(graph.Inputs, (declared, tensor) => Tensor(declared.Name, tensor)).ToEquatableArray(),
            Outputs = model.OutputNames.Zip(graph.Outputs, Output).ToEquatableArray(),
            Fields = model.Fields.Select(field => Field(model, field, LayersOf(graph, field))).ToEquatableArray(),
            LayerOrder = graph.Layers.Where(layer => layer.Field is not null).Select(layer => layer.Name).ToEquatableArray(),
            Summary = SummaryRows.Of(graph).ToEquatableArray(),
            Node = Node(graph.Inputs, graph.Outputs),
            IsLinear = IsLinear(graph),
            ProgramWeights = weights.ToEquatableArray(),
            KeepsState = graph.Layers.Any(layer => layer.KeepsState),
            Description = DescriptionText.Write(model),
            DescriptionVersion = ModelDescription.FormatVersion,
        };
    }

    /// <summary>The surface of a faulty model: all members are there, so that code which uses them compiles, and its constructor throws.</summary>
    /// <param name="model">Its description, as far as binding got.</param>
    /// <param name="failure">Where the compiler itself failed: what happened, for KER999.</param>
    public static SurfaceModel BuildFaulty(ModelDescription model, string? failure) => Declared(model) with
    {
        Fault = $"The model {model.FullName} has faults; see the messages of its build.",
        CompilerFailure = failure,
    };

    /// <summary>What the declaration alone says.</summary>
    private static SurfaceModel Declared(ModelDescription model) => new(
        model.Namespace, model.ContainingTypes, model.Name, KerasName.FromIdentifier(model.Name),
        model.Inputs.Select(input => new SurfaceTensor(input.Name, KerasName.FromIdentifier(input.Name), input.DType, "")).ToEquatableArray(),
        model.OutputNames.Select(name => new SurfaceTensor(name, KerasName.FromIdentifier(name), DType.Float32, "")).ToEquatableArray(),
        model.Fields.Select(field => Field(model, field, [])).ToEquatableArray(),
        [], [], Node: null, IsLinear: false, [], ImplementsCall: model.IsSequential);

    private static SurfaceTensor Tensor(string name, GraphTensor tensor) =>
        new(name, KerasName.FromIdentifier(name), tensor.Type.DType, tensor.Type.Shape.ToString());

    private static SurfaceTensor Output(string name, GraphTensor tensor) => Tensor(name, tensor);

    private static IEnumerable<GraphLayer> LayersOf(FunctionalGraph graph, FieldDescription field) =>
        graph.Layers.Where(layer => layer.Field == field).OrderBy(layer => layer.Element ?? 0);

    private static SurfaceField Field(ModelDescription model, FieldDescription field, IEnumerable<GraphLayer> layers) => new(
        field.Name,
        field.IsProperty ? field.Name : SurfaceNames.Property(field.Name, model.Name),
        field.Handles[0].Type,
        IsNestedModel: field.Handles.Count == 1 && field.NestedModel is not null,
        field.IsProperty,
        field.Accessibility,
        IsArray: field.Repeat is not null,
        layers.Select(layer => Layer(field, layer, level: 0)).ToEquatableArray());

    /// <summary>A layer of a field, or what it wraps.</summary>
    /// <param name="level">How many wrappers are around it.</param>
    private static SurfaceLayer Layer(FieldDescription field, GraphLayer layer, int level) => new(
        layer.Name,
        layer.Definition?.ClassName ?? layer.Nested!.Description.Name,
        layer.Configuration is { } configuration ? ConfigurationText.Of(configuration) : "",
        layer.Weights.Select(weight => Weight(layer, weight)).ToEquatableArray(),
        layer.Nodes.Select(node => Node(node.Inputs, node.Outputs)).ToEquatableArray(),
        field.Trainable,
        layer.Wrapped.Select(wrapped => new SurfaceWrapped(
            field.Handles[level + 1].Type, wrapped.Definition is null, Layer(field, wrapped, level + 1))).ToEquatableArray());

    private static SurfaceWeight Weight(GraphLayer layer, WeightDeclaration weight) => new(
        weight.Name,
        weight.Shape.ToEquatableArray(),
        weight.Layout,
        WeightSettings.Initializer(layer.Configuration!, weight),
        weight.Trainable,
        WeightSettings.Regularizer(layer.Configuration!, weight),
        WeightSettings.Constraint(layer.Configuration!, weight));

    private static SurfaceNode Node(IEnumerable<GraphTensor> inputs, IEnumerable<GraphTensor> outputs) =>
        new(inputs.Select(GraphTensor).ToEquatableArray(), outputs.Select(GraphTensor).ToEquatableArray());

    private static SurfaceGraphTensor GraphTensor(GraphTensor tensor) => new(
        tensor.Name,
        tensor.Type.DType,
        tensor.Type.Shape.Dims.Select(dim => dim.IsKnown ? checked((int)dim.Value) : Axis.None).ToEquatableArray(),
        tensor.Node,
        tensor.Index);

    /// <summary>Whether the model is a chain: one input, and each layer called once on what the one before made.</summary>
    private static bool IsLinear(FunctionalGraph graph)
    {
        if (graph.Inputs.Length != 1 || graph.Outputs.Length != 1) return false;
        var last = graph.Inputs[0];
        foreach (var node in graph.Nodes)
        {
            if (node.Index != 0 || node.Inputs.Length != 1 || node.Inputs[0] != last || node.Outputs.Length != 1) return false;
            last = node.Outputs[0];
        }
        return graph.Outputs[0] == last;
    }
}
