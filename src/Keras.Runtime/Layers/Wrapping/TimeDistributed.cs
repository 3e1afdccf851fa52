using System.ComponentModel;
using Keras.Hosting;

namespace Keras.Layers;

/// <summary>Applies a layer or model to every step of the time axis, with the same weights for all steps. The field's attribute
/// configures <typeparamref name="TLayer"/>; <see cref="TimeDistributedAttribute"/> may stand beside it.</summary>
/// <typeparam name="TLayer">The handle of the layer, or the class of the model, that is applied.</typeparam>
[method: EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TimeDistributed<TLayer>(LayerBlueprint blueprint, ulong seed, TLayer layer) : Wrapper(blueprint, seed, layer)
    where TLayer : Layer
{
    /// <summary>The layer or model that is applied.</summary>
    public TLayer Layer { get; } = layer;

    /// <summary>Applies the layer to every time step. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Shape (batch, time, ...): what is applied is called on (batch, ...). The result is (batch, time, ...) again.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(KerasTensor x) => throw CallIsNotExecuted();

    /// <summary>Applies the layer to every time step in a given mode. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Shape (batch, time, ...): what is applied is called on (batch, ...). The result is (batch, time, ...) again.</param>
    /// <param name="training">Overrides whether training behaviour is used.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(KerasTensor x, bool training) => throw CallIsNotExecuted();

    /// <summary>Applies the layer to every time step of a masked sequence. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Shape (batch, time, ...): what is applied is called on (batch, ...). The result is (batch, time, ...) again.</param>
    /// <param name="mask">Bool, shape (batch, time): goes on to what follows; a layer that takes a mask of samples gets each step's.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(KerasTensor x, KerasTensor mask) => throw CallIsNotExecuted();

    /// <summary>Applies the layer to every time step of a masked sequence in a given mode. Read by the compiler in a model's <c>Call</c>,
    /// never executed.</summary>
    /// <param name="x">Shape (batch, time, ...): what is applied is called on (batch, ...). The result is (batch, time, ...) again.</param>
    /// <param name="training">Overrides whether training behaviour is used.</param>
    /// <param name="mask">Bool, shape (batch, time): goes on to what follows; a layer that takes a mask of samples gets each step's.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(KerasTensor x, bool training, KerasTensor mask) => throw CallIsNotExecuted();

    /// <summary>Applies a model of several inputs to every time step. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="inputs">In order of the model's inputs, each of shape (batch, time, ...) with the same time.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(IReadOnlyList<KerasTensor> inputs) => throw CallIsNotExecuted();
}
