using System.ComponentModel;
using Keras.Hosting;

namespace Keras.Layers;

/// <summary>A state h and a memory c with gates, step by step; columns of the weights are input, forget, memory, output. Declared by <see cref="LSTMAttribute"/>.</summary>
[method: EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class LSTM(LayerBlueprint blueprint, ulong seed) : Layer(blueprint, seed)
{
    /// <summary>Weight of shape (input, 4·units).</summary>
    public Weight Kernel => GetWeight("kernel");

    /// <summary>Weight of shape (units, 4·units).</summary>
    public Weight RecurrentKernel => GetWeight("recurrent_kernel");

    /// <summary>Weight of shape (4·units); null without a bias.</summary>
    public Weight? Bias => FindWeight("bias");

    /// <summary>Applies the layer; the result is (batch, units), or (batch, time, units) with <c>ReturnSequences</c>. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, time, input).</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(KerasTensor x) => throw CallIsNotExecuted();

    /// <summary>Applies the layer; the result is (batch, units), or (batch, time, units) with <c>ReturnSequences</c>. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, time, input).</param>
    /// <param name="initialState">The first h and c, float32, shape (batch, units) each.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(KerasTensor x, IReadOnlyList<KerasTensor> initialState) => throw CallIsNotExecuted();

    /// <summary>Applies the layer; the result is (batch, units), or (batch, time, units) with <c>ReturnSequences</c>. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, time, input).</param>
    /// <param name="mask">Bool, shape (batch, time): false where a step is left out.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(KerasTensor x, KerasTensor mask) => throw CallIsNotExecuted();

    /// <summary>Applies the layer; the result is (batch, units), or (batch, time, units) with <c>ReturnSequences</c>. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, time, input).</param>
    /// <param name="training">Overrides whether dropout is applied.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(KerasTensor x, bool training) => throw CallIsNotExecuted();

    /// <summary>Applies the layer; the result is (batch, units), or (batch, time, units) with <c>ReturnSequences</c>. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, time, input).</param>
    /// <param name="initialState">The first h and c, float32, shape (batch, units) each.</param>
    /// <param name="mask">Bool, shape (batch, time): false where a step is left out.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(KerasTensor x, IReadOnlyList<KerasTensor> initialState, KerasTensor mask) => throw CallIsNotExecuted();

    /// <summary>Applies the layer; the result is (batch, units), or (batch, time, units) with <c>ReturnSequences</c>. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, time, input).</param>
    /// <param name="mask">Bool, shape (batch, time): false where a step is left out.</param>
    /// <param name="training">Overrides whether dropout is applied.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(KerasTensor x, KerasTensor mask, bool training) => throw CallIsNotExecuted();

    /// <summary>Applies the layer; the result is (batch, units), or (batch, time, units) with <c>ReturnSequences</c>. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, time, input).</param>
    /// <param name="initialState">The first h and c, float32, shape (batch, units) each.</param>
    /// <param name="training">Overrides whether dropout is applied.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(KerasTensor x, IReadOnlyList<KerasTensor> initialState, bool training) => throw CallIsNotExecuted();

    /// <summary>Applies the layer; the result is (batch, units), or (batch, time, units) with <c>ReturnSequences</c>. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, time, input).</param>
    /// <param name="initialState">The first h and c, float32, shape (batch, units) each.</param>
    /// <param name="mask">Bool, shape (batch, time): false where a step is left out.</param>
    /// <param name="training">Overrides whether dropout is applied.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(KerasTensor x, IReadOnlyList<KerasTensor> initialState, KerasTensor mask, bool training) => throw CallIsNotExecuted();
}
