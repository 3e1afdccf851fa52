using System.ComponentModel;
using Keras.Hosting;

namespace Keras.Layers;

/// <summary>The adjoint of a convolution over time steps: each position is spread over a window. Declared by <see cref="Conv1DTransposeAttribute"/>.</summary>
[method: EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Conv1DTranspose(LayerBlueprint blueprint, ulong seed) : Layer(blueprint, seed)
{
    /// <summary>Weight of shape (size, filters, channels).</summary>
    public Weight Kernel => GetWeight("kernel");

    /// <summary>Weight of shape (filters); null without a bias.</summary>
    public Weight? Bias => FindWeight("bias");

    /// <summary>Applies the layer. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, steps, channels), or with the channels first; the result is (batch, steps, filters), or likewise.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(KerasTensor x) => throw CallIsNotExecuted();
}
