using System.ComponentModel;
using Keras.Hosting;

namespace Keras.Layers;

/// <summary>Runs a recurrent layer over a sequence from both ends and joins the outputs. The field's attribute configures
/// <typeparamref name="TLayer"/>; <see cref="BidirectionalAttribute"/> may stand beside it.</summary>
/// <typeparam name="TLayer">The handle of the recurrent layer.</typeparam>
[method: EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class Bidirectional<TLayer>(LayerBlueprint blueprint, ulong seed, TLayer forwardLayer, TLayer backwardLayer)
    : Wrapper(blueprint, seed, forwardLayer, backwardLayer) where TLayer : Layer
{
    /// <summary>The layer that runs as it is configured.</summary>
    public TLayer ForwardLayer { get; } = forwardLayer;

    /// <summary>The layer that runs the other way.</summary>
    public TLayer BackwardLayer { get; } = backwardLayer;

    /// <summary>Applies both layers and joins their outputs; with <see cref="MergeMode.None"/> call <c>CallBoth</c>. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, time, input).</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(KerasTensor x) => throw CallIsNotExecuted();

    /// <summary>Applies both layers and joins their outputs; with <see cref="MergeMode.None"/> call <c>CallBoth</c>. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, time, input).</param>
    /// <param name="initialState">The first states of the forward layer, then of the backward layer, (batch, units) each.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(KerasTensor x, IReadOnlyList<KerasTensor> initialState) => throw CallIsNotExecuted();

    /// <summary>Applies both layers and joins their outputs; with <see cref="MergeMode.None"/> call <c>CallBoth</c>. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, time, input).</param>
    /// <param name="mask">Bool, shape (batch, time): false where a step is left out.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(KerasTensor x, KerasTensor mask) => throw CallIsNotExecuted();

    /// <summary>Applies both layers and joins their outputs; with <see cref="MergeMode.None"/> call <c>CallBoth</c>. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, time, input).</param>
    /// <param name="training">Overrides whether dropout is applied.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(KerasTensor x, bool training) => throw CallIsNotExecuted();

    /// <summary>Applies both layers and joins their outputs; with <see cref="MergeMode.None"/> call <c>CallBoth</c>. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, time, input).</param>
    /// <param name="initialState">The first states of the forward layer, then of the backward layer, (batch, units) each.</param>
    /// <param name="mask">Bool, shape (batch, time): false where a step is left out.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(KerasTensor x, IReadOnlyList<KerasTensor> initialState, KerasTensor mask) => throw CallIsNotExecuted();

    /// <summary>Applies both layers and joins their outputs; with <see cref="MergeMode.None"/> call <c>CallBoth</c>. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, time, input).</param>
    /// <param name="mask">Bool, shape (batch, time): false where a step is left out.</param>
    /// <param name="training">Overrides whether dropout is applied.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(KerasTensor x, KerasTensor mask, bool training) => throw CallIsNotExecuted();

    /// <summary>Applies both layers and joins their outputs; with <see cref="MergeMode.None"/> call <c>CallBoth</c>. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, time, input).</param>
    /// <param name="initialState">The first states of the forward layer, then of the backward layer, (batch, units) each.</param>
    /// <param name="training">Overrides whether dropout is applied.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(KerasTensor x, IReadOnlyList<KerasTensor> initialState, bool training) => throw CallIsNotExecuted();

    /// <summary>Applies both layers and joins their outputs; with <see cref="MergeMode.None"/> call <c>CallBoth</c>. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, time, input).</param>
    /// <param name="initialState">The first states of the forward layer, then of the backward layer, (batch, units) each.</param>
    /// <param name="mask">Bool, shape (batch, time): false where a step is left out.</param>
    /// <param name="training">Overrides whether dropout is applied.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(KerasTensor x, IReadOnlyList<KerasTensor> initialState, KerasTensor mask, bool training) => throw CallIsNotExecuted();
}
