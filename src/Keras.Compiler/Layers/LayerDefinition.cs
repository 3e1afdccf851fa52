using System.Collections.Immutable;
using Keras.Compiler.Description;
using Keras.Compiler.Ops;
using Keras.Compiler.Problems;
using Keras.Layers;

namespace Keras.Compiler.Layers;

/// <summary>All that the compiler knows of one kind of layer: weights, shape rule with its faults, lowering. One file each, found by
/// reflection; no other code names a layer.</summary>
public abstract class LayerDefinition
{
    /// <summary>Keras's class name, which is also the C# name of the attribute without its suffix.</summary>
    public virtual string ClassName => AttributeType.Name.Substring(0, AttributeType.Name.Length - "Attribute".Length);

    /// <summary>The attribute that declares the layer.</summary>
    public abstract Type AttributeType { get; }

    /// <summary>The function in <c>Keras.Ops</c> that applies this layer without a field, or null.</summary>
    public virtual string? Function => null;

    /// <summary>The operator that applies this layer to two tensors, such as <c>+</c>, or null.</summary>
    public virtual string? Operator => null;

    /// <summary>Faults of the hyperparameters themselves.</summary>
    public virtual void Validate(LayerConfiguration configuration, IProblemSink problems) { }

    /// <summary>The weights, known at the first call; order is Keras's.</summary>
    public virtual ImmutableArray<WeightDeclaration> Weights(LayerConfiguration configuration, Shape input) => [];

    /// <summary>Types of the outputs, or null after a fault was reported.</summary>
    public abstract ImmutableArray<TensorType>? InferOutputs(LayerCall call, IProblemSink problems);

    /// <summary>Which output carries a mask on: by default that of the only input, where the layer supports masking.</summary>
    public virtual bool SupportsMasking => false;

    /// <summary>Appends the layer's ops.</summary>
    public abstract ImmutableArray<Value> Lower(LayerLowering call);
}

/// <summary>A definition whose attribute type is known.</summary>
public abstract class LayerDefinition<TAttribute> : LayerDefinition where TAttribute : LayerDeclarationAttribute
{
    public sealed override Type AttributeType => typeof(TAttribute);
}

/// <summary>A layer's hyperparameters: the attribute object, made from the description, and which arguments the user gave.</summary>
/// <param name="Attribute">An instance of the definition's attribute type.</param>
/// <param name="Given">Names of the arguments that the user gave; where Keras has None, absence here means it.</param>
/// <param name="Settings">Second attributes of the field (initializers, regularizers, constraints), by type name without suffix.</param>
public sealed record LayerConfiguration(
    LayerDeclarationAttribute Attribute,
    ImmutableHashSet<string> Given,
    ImmutableDictionary<string, Attribute> Settings)
{
    public TAttribute As<TAttribute>() where TAttribute : LayerDeclarationAttribute => (TAttribute)Attribute;
}

/// <summary>A weight as its layer declares it. Initializer, regularizer and constraint are found by the weight's name: for
/// <c>kernel</c> the attribute's properties <c>KernelInitializer</c>, <c>KernelRegularizer</c>, <c>KernelConstraint</c> and the second
/// attributes of those names.</summary>
/// <param name="Name">Keras's name, such as <c>kernel</c>.</param>
/// <param name="Shape">Logical shape.</param>
/// <param name="Layout">How it lies in memory.</param>
/// <param name="Trainable">False for statistics.</param>
/// <param name="DefaultInitializer">Where the attribute has no property for it.</param>
public sealed record WeightDeclaration(
    string Name,
    ImmutableArray<int> Shape,
    WeightLayout Layout = WeightLayout.RowMajor,
    bool Trainable = true,
    Initializer DefaultInitializer = Initializer.Zeros);

/// <summary>One call of a layer as its shape rule sees it.</summary>
/// <param name="Configuration">Hyperparameters.</param>
/// <param name="LayerName">The Keras name.</param>
/// <param name="Inputs">Types of the tensors it is called on.</param>
/// <param name="Options">Constant options of the call, such as <c>training</c>.</param>
/// <param name="Node">Description node of the call, for faults.</param>
/// <param name="InputNodes">Description node of each input's expression, for faults of one input.</param>
public sealed record LayerCall(
    LayerConfiguration Configuration,
    string LayerName,
    ImmutableArray<TensorType> Inputs,
    ImmutableDictionary<string, ConstantValue> Options,
    int Node,
    ImmutableArray<int> InputNodes)
{
    public TensorType Input => Inputs[0];
}

/// <summary>One call of a layer as its lowering sees it.</summary>
/// <param name="Builder">Appends ops.</param>
/// <param name="Configuration">Hyperparameters.</param>
/// <param name="Inputs">The inputs' values.</param>
/// <param name="Masks">Their masks (bool, without the feature axis), or null each.</param>
/// <param name="Training">Whether training behaviour is wanted: the program's, unless the call says otherwise.</param>
/// <param name="LayerPath">Path of the layer, for state writes and switches that depend on <c>Trainable</c>.</param>
/// <param name="Weight">The value of a weight by name.</param>
/// <param name="WriteState">Registers the new value of a non-trainable weight.</param>
/// <param name="NextRandomStream">A random stream of its own; the same in forward, backward and recomputation.</param>
/// <param name="AddLossTerm">Adds a scalar to the model's loss.</param>
public sealed record LayerLowering(
    ProgramBuilder Builder,
    LayerConfiguration Configuration,
    ImmutableArray<Value> Inputs,
    ImmutableArray<Value?> Masks,
    bool Training,
    string LayerPath,
    Func<string, Value> Weight,
    Action<string, Value> WriteState,
    Func<int> NextRandomStream,
    Action<Value> AddLossTerm)
{
    public Value Input => Inputs[0];
}
