using System.ComponentModel;
using Keras.Hosting;

namespace Keras.Layers;

/// <summary>h = activation(x·kernel + h·recurrent_kernel + bias), step by step. Declared by <see cref="SimpleRNNAttribute"/>.</summary>
[method: EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class SimpleRNN(LayerBlueprint blueprint, ulong seed) : Layer(blueprint, seed)
{
    /// <summary>Weight of shape (input, units).</summary>
    public Weight Kernel => GetWeight("kernel");

    /// <summary>Weight of shape (units, units).</summary>
    public Weight RecurrentKernel => GetWeight("recurrent_kernel");

    /// <summary>Weight of shape (units); null without a bias.</summary>
    public Weight? Bias => FindWeight("bias");

    /// <summary>Applies the layer; the result is (batch, units), or (batch, time, units) with <c>ReturnSequences</c>. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, time, input).</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(KerasTensor x) => throw CallIsNotExecuted();

    /// <summary>Applies the layer; the result is (batch, units), or (batch, time, units) with <c>ReturnSequences</c>. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, time, input).</param>
    /// <param name="initialState">The first h, float32, shape (batch, units).</param>
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
    /// <param name="initialState">The first h, float32, shape (batch, units).</param>
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
    /// <param name="initialState">The first h, float32, shape (batch, units).</param>
    /// <param name="training">Overrides whether dropout is applied.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(KerasTensor x, IReadOnlyList<KerasTensor> initialState, bool training) => throw CallIsNotExecuted();

    /// <summary>Applies the layer; the result is (batch, units), or (batch, time, units) with <c>ReturnSequences</c>. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, time, input).</param>
    /// <param name="initialState">The first h, float32, shape (batch, units).</param>
    /// <param name="mask">Bool, shape (batch, time): false where a step is left out.</param>
    /// <param name="training">Overrides whether dropout is applied.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(KerasTensor x, IReadOnlyList<KerasTensor> initialState, KerasTensor mask, bool training) => throw CallIsNotExecuted();
}
