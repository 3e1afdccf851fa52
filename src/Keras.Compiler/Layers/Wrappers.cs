using System.Collections.Immutable;
using Keras.Compiler.Ops;
using Keras.Compiler.Problems;
using Keras.Layers;

namespace Keras.Compiler.Layers;

/// <summary>A layer around another layer or model: the handle's type argument, which the field's other attribute configures.</summary>
public abstract class WrapperDefinition<TAttribute> : LayerDefinition where TAttribute : LayerDeclarationAttribute
{
    public sealed override Type AttributeType => typeof(TAttribute);

    public abstract override ImmutableArray<string> Wrapped { get; }

    public sealed override void Validate(LayerConfiguration configuration, HyperparameterChecks checks) =>
        Validate(configuration.As<TAttribute>(), checks);

    public sealed override LayerConfiguration ConfigureWrapped(LayerConfiguration wrapper, int number, LayerConfiguration configuration) =>
        ConfigureWrapped(wrapper.As<TAttribute>(), number, configuration);

    public sealed override ImmutableArray<TensorType>? InferOutputs(LayerCall call, IProblemSink problems) =>
        InferOutputs(call.Configuration.As<TAttribute>(), call, problems);

    public sealed override ImmutableArray<Value> Lower(LayerLowering call) => Lower(call.Configuration.As<TAttribute>(), call);

    /// <inheritdoc cref="LayerDefinition.Validate"/>
    protected virtual void Validate(TAttribute layer, HyperparameterChecks checks) { }

    /// <inheritdoc cref="LayerDefinition.ConfigureWrapped"/>
    protected virtual LayerConfiguration ConfigureWrapped(TAttribute layer, int number, LayerConfiguration configuration) => configuration;

    /// <inheritdoc cref="LayerDefinition.InferOutputs"/>
    protected abstract ImmutableArray<TensorType>? InferOutputs(TAttribute layer, LayerCall call, IProblemSink problems);

    /// <inheritdoc cref="LayerDefinition.Lower"/>
    protected abstract ImmutableArray<Value> Lower(TAttribute layer, LayerLowering call);
}

/// <summary>A wrapped layer or model as its wrapper's shape rule sees it.</summary>
/// <param name="Definition">Null for a nested model.</param>
/// <param name="Configuration">Null for a nested model.</param>
/// <param name="MixesSamples">Whether one of its layers does (<see cref="LayerDefinition.MixesSamples"/>); known after a call.</param>
/// <param name="Infer">Calls it on inputs of these types, with masks of these shapes or null each: types of its outputs, or null after a
/// fault was reported.</param>
public sealed record WrappedLayer(
    LayerDefinition? Definition,
    LayerConfiguration? Configuration,
    Func<bool> MixesSamples,
    Func<ImmutableArray<TensorType>, ImmutableArray<Shape?>, ImmutableArray<TensorType>?> Infer);

/// <summary>Appends the ops of a call of a wrapped layer or model.</summary>
/// <param name="number">Which call, counted in the order in which the shape rule made them.</param>
/// <param name="inputs">What it is called on.</param>
/// <param name="masks">Their masks, or null each.</param>
/// <param name="training">Whether it behaves as in training.</param>
/// <returns>Its outputs and their masks, or null each.</returns>
public delegate (ImmutableArray<Value> Outputs, ImmutableArray<Value?> Masks) WrappedLowering(
    int number, ImmutableArray<Value> inputs, ImmutableArray<Value?> masks, bool training);
