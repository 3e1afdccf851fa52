using System.ComponentModel;
using Keras.Hosting;

namespace Keras.Layers;

/// <summary>A convolution over images of each channel by itself, then one over all channels of each position. Declared by <see cref="SeparableConv2DAttribute"/>.</summary>
[method: EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SeparableConv2D(LayerBlueprint blueprint, ulong seed) : Layer(blueprint, seed)
{
    /// <summary>Weight of shape (height, width, channels, multiplier).</summary>
    public Weight DepthwiseKernel => GetWeight("depthwise_kernel");

    /// <summary>Weight of shape (1, 1, channels · multiplier, filters).</summary>
    public Weight PointwiseKernel => GetWeight("pointwise_kernel");

    /// <summary>Weight of shape (filters); null without a bias.</summary>
    public Weight? Bias => FindWeight("bias");

    /// <summary>Applies the layer. Read by the compiler in a model's <c>Call</c>, never executed.</summary>
    /// <param name="x">Float32, shape (batch, height, width, channels), or with the channels first; the result is (batch, rows, columns, filters), or likewise.</param>
    /// <exception cref="InvalidOperationException">The call was executed.</exception>
    public KerasTensor Call(KerasTensor x) => throw CallIsNotExecuted();
}
