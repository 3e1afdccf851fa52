using System.ComponentModel;
using Keras.Hosting;

namespace Keras.Layers;

/// <summary>The adjoint of a convolution over volumes: each position is spread over a window. Declared by <see cref="Conv3DTransposeAttribute"/>.</summary>
[method: EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Conv3DTranspose(LayerBlueprint blueprint, ulong seed) : Layer(blueprint, seed)
{
    /// <summary>Weight of shape (depth, height, width, filters, channels).</summary>
    public Weight Kernel => GetWeight("kernel");

    /// <summary>Weight of shape (filters); null without a bias.</summary>
    public Weight? Bias => FindWeight("bias");

    /// <summary>Applies the layer. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, depth, height, width, channels), or with the channels first; the result is (batch, slices, rows, columns, filters), or likewise.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(KerasTensor x) => throw CallIsNotExecuted();
}
