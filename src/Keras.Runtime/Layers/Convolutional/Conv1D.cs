using System.ComponentModel;
using Keras.Hosting;

namespace Keras.Layers;

/// <summary>activation(kernel * x + bias) over the windows of time steps. Declared by <see cref="Conv1DAttribute"/>.</summary>
[method: EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Conv1D(LayerBlueprint blueprint, ulong seed) : Layer(blueprint, seed)
{
    /// <summary>Weight of shape (size, channels / groups, filters).</summary>
    public Weight Kernel => GetWeight("kernel");

    /// <summary>Weight of shape (filters); null without a bias.</summary>
    public Weight? Bias => FindWeight("bias");

    /// <summary>Applies the layer. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, steps, channels), or with the channels first; the result is (batch, windows, filters), or likewise.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(KerasTensor x) => throw CallIsNotExecuted();
}
