namespace Keras.Layers;

/// <summary>Declares a <c>SeparableConv2D</c> layer: a convolution over images of each channel by itself,
/// then one over all channels of each position
/// (https://keras.io/api/layers/convolution_layers/separable_convolution2d/).</summary>
public sealed class SeparableConv2DAttribute : SeparableLayerAttribute
{
    /// <summary>A kernel that is as long along each axis.</summary>
    /// <param name="filters">Number of output channels, at least 1.</param>
    /// <param name="kernelSize">Positions of a window along each axis, at least 1.</param>
    /// <param name="strides">From one window to the next along each axis, at least 1.</param>
    public SeparableConv2DAttribute(int filters, int kernelSize, int strides = 1) : base(filters, [kernelSize, kernelSize], [strides, strides])
    {
    }

    /// <summary>A kernel with a length for each axis.</summary>
    /// <param name="filters">Number of output channels, at least 1.</param>
    /// <param name="kernelSize">Positions of a window, 2 numbers of at least 1.</param>
    public SeparableConv2DAttribute(int filters, int[] kernelSize) : base(filters, kernelSize, [1, 1])
    {
    }
}
