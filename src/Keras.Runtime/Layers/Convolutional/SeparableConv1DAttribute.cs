namespace Keras.Layers;

/// <summary>Declares a <c>SeparableConv1D</c> layer: a convolution over time steps of each channel by itself,
/// then one over all channels of each position
/// (https://keras.io/api/layers/convolution_layers/separable_convolution1d/).</summary>
public sealed class SeparableConv1DAttribute : SeparableLayerAttribute
{
    /// <summary>A kernel that is as long along each axis.</summary>
    /// <param name="filters">Number of output channels, at least 1.</param>
    /// <param name="kernelSize">Positions of a window along the axis, at least 1.</param>
    /// <param name="strides">From one window to the next along the axis, at least 1.</param>
    public SeparableConv1DAttribute(int filters, int kernelSize, int strides = 1) : base(filters, [kernelSize], [strides])
    {
    }

    /// <summary>A kernel with a length for each axis.</summary>
    /// <param name="filters">Number of output channels, at least 1.</param>
    /// <param name="kernelSize">Positions of a window, 1 number of at least 1.</param>
    public SeparableConv1DAttribute(int filters, int[] kernelSize) : base(filters, kernelSize, [1])
    {
    }
}
