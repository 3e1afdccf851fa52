using Keras.Compiler.Support;

namespace Keras.Compiler.Emission.Surface;

/// <summary>All that the API half of an emitted class is made from.</summary>
/// <param name="Namespace">Empty for the global namespace.</param>
/// <param name="ContainingTypes">Headers of the containing types from outermost in, such as <c>public static partial class Outer</c>.</param>
/// <param name="Name">The class's own name.</param>
/// <param name="KerasName">The model's Keras name where it stands alone.</param>
/// <param name="Inputs">In order of <c>Call</c>'s parameters.</param>
/// <param name="Outputs">In order of the returned tuple.</param>
/// <param name="Fields">Layer fields in order of declaration.</param>
/// <param name="LayerOrder">Keras names of all layers and nested models of <paramref name="Fields"/>, in the order of Keras's
/// <c>model.layers</c>.</param>
/// <param name="Summary">Rows of the summary, inputs and anonymous operations included.</param>
/// <param name="Node">The graph's inputs and outputs; null where there is no graph.</param>
/// <param name="IsLinear">Whether each is called once on the one before.</param>
/// <param name="ProgramWeights">Paths of the program's weights, in the order of its signature.</param>
/// <param name="ImplementsCall">Whether <c>Call</c> is declared without a body, so that the emitted part must implement it.</param>
/// <param name="Description">What other assemblies read of this model, or null.</param>
/// <param name="DescriptionVersion">The format of <paramref name="Description"/>.</param>
/// <param name="Fault">For a faulty model: the message that its constructor throws. Layers, summary and weights may then be empty.</param>
/// <param name="CompilerFailure">Where the compiler itself failed: what happened, for KER999.</param>
public sealed record SurfaceModel(
    string Namespace,
    EquatableArray<string> ContainingTypes,
    string Name,
    string KerasName,
    EquatableArray<SurfaceTensor> Inputs,
    EquatableArray<SurfaceTensor> Outputs,
    EquatableArray<SurfaceField> Fields,
    EquatableArray<string> LayerOrder,
    EquatableArray<SurfaceSummaryRow> Summary,
    SurfaceNode? Node,
    bool IsLinear,
    EquatableArray<string> ProgramWeights,
    bool ImplementsCall = false,
    string? Description = null,
    int DescriptionVersion = 0,
    string? Fault = null,
    string? CompilerFailure = null)
{
    /// <summary>Whether layers keep values from call to call, so that sessions differ from the model.</summary>
    public bool KeepsState { get; init; }
}

/// <summary>An input or output.</summary>
/// <param name="Name">The C# name: of <c>Call</c>'s parameter, or of the tuple's element (<c>Output</c> for a single one).</param>
/// <param name="KerasName">The Keras name.</param>
/// <param name="DType">Element type.</param>
/// <param name="Shape">As printed, such as <c>(None, 100)</c>; empty where it is not known.</param>
public sealed record SurfaceTensor(string Name, string KerasName, DType DType, string Shape)
{
    /// <summary>The member's name in the records: the C# name in Pascal case.</summary>
    public string Member => SurfaceNames.Pascal(Name);

    /// <summary>The C# name of the element type.</summary>
    public string ElementType => DType switch
    {
        DType.Float32 => "float",
        DType.Int32 => "int",
        DType.UInt8 => "byte",
        _ => "bool",
    };
}

/// <summary>A field or partial property that holds a layer, layers, a nested model or nested models.</summary>
/// <param name="Name">The C# name, such as <c>_mainOutput</c>.</param>
/// <param name="PropertyName">Of the emitted public property (<see cref="SurfaceNames.Property"/>); for a partial property its own name.</param>
/// <param name="Handle">The C# type without array rank, with <c>global::</c>.</param>
/// <param name="IsNestedModel">Whether <paramref name="Handle"/> is a model class.</param>
/// <param name="IsProperty">Whether it is a partial property, whose implementing part is emitted.</param>
/// <param name="Accessibility">Of a partial property, such as <c>public</c>.</param>
/// <param name="IsArray">Whether it is an array declared by <c>[Repeat]</c>.</param>
/// <param name="Layers">One, or for an array as many as it holds. Empty for a faulty model.</param>
public sealed record SurfaceField(
    string Name,
    string PropertyName,
    string Handle,
    bool IsNestedModel,
    bool IsProperty,
    string Accessibility,
    bool IsArray,
    EquatableArray<SurfaceLayer> Layers)
{
    /// <summary>Name of the constructor's parameter.</summary>
    public string Parameter => SurfaceNames.Camel(SurfaceNames.Pascal(Name));

    /// <summary>Where the emitted constructor stores it.</summary>
    public string Storage => IsProperty ? "_generated" + SurfaceNames.Pascal(Name) : Name;
}

/// <summary>A layer or nested model as its blueprint states it.</summary>
/// <param name="KerasName">The Keras name within the model.</param>
/// <param name="ClassName">Keras's class name.</param>
/// <param name="Configuration">Hyperparameters as text; see <c>LayerBlueprint</c>. Empty for a nested model.</param>
/// <param name="Weights">The weights in Keras's order. Empty for a nested model.</param>
/// <param name="Nodes">The calls in order.</param>
/// <param name="Trainable">Whether it starts trainable.</param>
/// <param name="Wrapped">For a wrapper: what it wraps.</param>
public sealed record SurfaceLayer(
    string KerasName,
    string ClassName,
    string Configuration,
    EquatableArray<SurfaceWeight> Weights,
    EquatableArray<SurfaceNode> Nodes,
    bool Trainable,
    EquatableArray<SurfaceWrapped> Wrapped = default);

/// <summary>A layer or nested model that a wrapper wraps.</summary>
/// <param name="Handle">Its C# type, with <c>global::</c>.</param>
/// <param name="IsNestedModel">Whether that is a model class.</param>
/// <param name="Layer">Its blueprint; its name is its path in the model.</param>
public sealed record SurfaceWrapped(string Handle, bool IsNestedModel, SurfaceLayer Layer);

/// <summary>A weight as its <c>WeightSpec</c> states it.</summary>
/// <param name="Initializer">A C# expression of type <c>WeightInitializer</c>.</param>
/// <param name="Regularizer">A C# expression, or null.</param>
/// <param name="Constraint">A C# expression, or null.</param>
public sealed record SurfaceWeight(
    string Name,
    EquatableArray<int> Shape,
    WeightLayout Layout,
    string Initializer,
    bool Trainable = true,
    string? Regularizer = null,
    string? Constraint = null);

/// <summary>One call of a layer.</summary>
public sealed record SurfaceNode(EquatableArray<SurfaceGraphTensor> Inputs, EquatableArray<SurfaceGraphTensor> Outputs);

/// <summary>A tensor of the graph as a <c>KerasTensor</c> states it.</summary>
/// <param name="Name">Name of the input or layer that makes it.</param>
/// <param name="DType">Element type.</param>
/// <param name="Shape">Batch axis first; <see cref="Axis.None"/> where a length is not known.</param>
/// <param name="Node">Which call made it.</param>
/// <param name="Index">Which output of that call it is.</param>
public sealed record SurfaceGraphTensor(string Name, DType DType, EquatableArray<int> Shape, int Node, int Index);

/// <summary>One row of the summary.</summary>
/// <param name="Name">Keras name.</param>
/// <param name="ClassName">Keras class name, such as <c>InputLayer</c>.</param>
/// <param name="OutputShape">As printed.</param>
/// <param name="ConnectedTo">Such as <c>dense[0][0]</c>.</param>
/// <param name="Counted">Keras name of the layer whose parameters the row counts: its own, or what an operation applies.</param>
public sealed record SurfaceSummaryRow(string Name, string ClassName, string OutputShape, EquatableArray<string> ConnectedTo, string? Counted = null);
