using System.Collections.Immutable;
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

    /// <summary>The attribute that declares the layer, or the parameters of a function that is no layer.</summary>
    public abstract Type AttributeType { get; }

    /// <summary>Whether a field can declare it; false where only a function or operator does.</summary>
    public virtual bool IsLayer => true;

    /// <summary>The functions in <c>Keras.Ops</c> that apply this layer without a field.</summary>
    public virtual ImmutableArray<LayerFunction> Functions => [];

    /// <summary>The C# operators that apply this layer.</summary>
    public virtual ImmutableArray<LayerOperator> Operators => [];

    /// <summary>How many tensors a call takes.</summary>
    public virtual InputCount InputCount => InputCount.One;

    /// <summary>For a wrapper: the names under which Keras's files hold what it wraps, one for each copy of it. Empty for other layers.</summary>
    public virtual ImmutableArray<string> Wrapped => [];

    /// <summary>Whether in training a sample's output depends on the other samples of the batch.</summary>
    public virtual bool MixesSamples => false;

    /// <summary>Whether calls leave values to the calls of the next run (<see cref="LayerLowering.KeepState"/>).</summary>
    public virtual bool KeepsState(LayerConfiguration configuration) => false;

    /// <summary>Whether the outputs carry the mask of the only input on.</summary>
    public virtual bool SupportsMasking => false;

    /// <summary>Whether a call may be given first states; they come after the inputs.</summary>
    public virtual bool TakesInitialState => false;

    /// <summary>Whether a call may be given a mask of its own.</summary>
    public virtual bool TakesMask => false;

    /// <summary>The shape that a mask of the call's own has: that of the input without its feature axis.</summary>
    public virtual Shape MaskShape(Shape input) => input.WithoutAxis(-1);

    /// <summary>Hyperparameters that Keras accepts and takes no notice of.</summary>
    public virtual ImmutableArray<string> IgnoredArguments => [];

    /// <summary>Faults of the hyperparameters themselves.</summary>
    public virtual void Validate(LayerConfiguration configuration, HyperparameterChecks checks) { }

    /// <summary>For a wrapper: the configuration that a wrapped layer gets instead of the one its attribute says.</summary>
    /// <param name="wrapper">The wrapper's own.</param>
    /// <param name="number">Which of <see cref="Wrapped"/>.</param>
    /// <param name="configuration">As declared.</param>
    public virtual LayerConfiguration ConfigureWrapped(LayerConfiguration wrapper, int number, LayerConfiguration configuration) => configuration;

    /// <summary>The weights, known at the first call; order is Keras's.</summary>
    public virtual ImmutableArray<WeightDeclaration> Weights(LayerConfiguration configuration, Shape input) => [];

    /// <summary>Types of the outputs, or null after a fault was reported.</summary>
    public abstract ImmutableArray<TensorType>? InferOutputs(LayerCall call, IProblemSink problems);

    /// <summary>Shapes of the masks that go with the outputs, null where none does.</summary>
    /// <param name="call">The call; its masks are those of the inputs.</param>
    /// <param name="outputs">What <see cref="InferOutputs"/> gave.</param>
    public virtual ImmutableArray<Shape?> InferMasks(LayerCall call, ImmutableArray<TensorType> outputs) =>
        [.. outputs.Select(_ => PassesMask(call.Inputs.Length) ? call.Masks[0] : null)];

    /// <summary>Appends the layer's ops.</summary>
    public abstract ImmutableArray<Value> Lower(LayerLowering call);

    /// <summary>The masks of the outputs, bool, where <see cref="InferMasks"/> says that there are any.</summary>
    /// <param name="call">The call.</param>
    /// <param name="outputs">What <see cref="Lower"/> gave.</param>
    public virtual ImmutableArray<Value?> LowerMasks(LayerLowering call, ImmutableArray<Value> outputs) =>
        [.. outputs.Select(_ => PassesMask(call.Inputs.Length) ? call.Masks[0] : null)];

    private bool PassesMask(int inputs) => SupportsMasking && inputs == 1;
}

/// <summary>A definition whose attribute type is known.</summary>
public abstract class LayerDefinition<TAttribute> : LayerDefinition where TAttribute : LayerDeclarationAttribute
{
    public sealed override Type AttributeType => typeof(TAttribute);

    public sealed override void Validate(LayerConfiguration configuration, HyperparameterChecks checks) =>
        Validate(configuration.As<TAttribute>(), checks);

    public sealed override ImmutableArray<WeightDeclaration> Weights(LayerConfiguration configuration, Shape input) =>
        Weights(configuration.As<TAttribute>(), input);

    public sealed override ImmutableArray<TensorType>? InferOutputs(LayerCall call, IProblemSink problems) =>
        InferOutput(call.Configuration.As<TAttribute>(), call, problems) is { } output ? [output] : null;

    public sealed override ImmutableArray<Shape?> InferMasks(LayerCall call, ImmutableArray<TensorType> outputs) =>
        [InferMask(call.Configuration.As<TAttribute>(), call, outputs[0])];

    public sealed override ImmutableArray<Value> Lower(LayerLowering call) => [Lower(call.Configuration.As<TAttribute>(), call)];

    public sealed override ImmutableArray<Value?> LowerMasks(LayerLowering call, ImmutableArray<Value> outputs) =>
        [LowerMask(call.Configuration.As<TAttribute>(), call, outputs[0])];

    /// <inheritdoc cref="LayerDefinition.Validate"/>
    protected virtual void Validate(TAttribute layer, HyperparameterChecks checks) { }

    /// <inheritdoc cref="LayerDefinition.Weights"/>
    protected virtual ImmutableArray<WeightDeclaration> Weights(TAttribute layer, Shape input) => [];

    /// <summary>Type of the output, or null after a fault was reported.</summary>
    protected abstract TensorType? InferOutput(TAttribute layer, LayerCall call, IProblemSink problems);

    /// <summary>Shape of the mask that goes with the output, or null.</summary>
    protected virtual Shape? InferMask(TAttribute layer, LayerCall call, TensorType output) => base.InferMasks(call, [output])[0];

    /// <inheritdoc cref="LayerDefinition.Lower"/>
    protected abstract Value Lower(TAttribute layer, LayerLowering call);

    /// <summary>The mask that goes with the output, where <see cref="InferMask"/> says that there is one.</summary>
    protected virtual Value? LowerMask(TAttribute layer, LayerLowering call, Value output) => base.LowerMasks(call, [output])[0];
}
