using System.ComponentModel;
using Keras.Hosting;

namespace Keras.Layers;

/// <summary>A convolution over images of each channel by itself. Declared by <see cref="DepthwiseConv2DAttribute"/>.</summary>
[method: EditorBrowsable(EditorBrowsableState.Never)]
public sealed class DepthwiseConv2D(LayerBlueprint blueprint, ulong seed) : Layer(blueprint, seed)
{
    /// <summary>Weight of shape (height, width, channels, multiplier).</summary>
    public Weight Kernel => GetWeight("kernel");

    /// <summary>Weight of shape (channels · multiplier); null without a bias.</summary>
    public Weight? Bias => FindWeight("bias");

    /// <summary>Applies the layer. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, height, width, channels), or with the channels first; the result is (batch, rows, columns, channels · multiplier), or likewise.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(KerasTensor x) => throw CallIsNotExecuted();
}
