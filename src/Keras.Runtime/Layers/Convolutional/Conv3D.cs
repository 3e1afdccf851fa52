using System.ComponentModel;
using Keras.Hosting;

namespace Keras.Layers;

/// <summary>activation(kernel * x + bias) over the windows of volumes. Declared by <see cref="Conv3DAttribute"/>.</summary>
[method: EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Conv3D(LayerBlueprint blueprint, ulong seed) : Layer(blueprint, seed)
{
    /// <summary>Weight of shape (depth, height, width, channels / groups, filters).</summary>
    public Weight Kernel => GetWeight("kernel");

    /// <summary>Weight of shape (filters); null without a bias.</summary>
    public Weight? Bias => FindWeight("bias");

    /// <summary>Applies the layer. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, depth, height, width, channels), or with the channels first; the result is (batch, slices, rows, columns, filters), or likewise.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(KerasTensor x) => throw CallIsNotExecuted();
}
