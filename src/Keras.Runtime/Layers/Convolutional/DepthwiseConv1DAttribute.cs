namespace Keras.Layers;

/// <summary>Declares a <c>DepthwiseConv1D</c> layer: a convolution over time steps of each channel by itself
/// (https://keras.io/api/layers/convolution_layers/depthwise_convolution1d/).</summary>
public sealed class DepthwiseConv1DAttribute : DepthwiseLayerAttribute
{
    /// <summary>A kernel that is as long along each axis.</summary>
    /// <param name="kernelSize">Positions of a window along the axis, at least 1.</param>
    /// <param name="strides">From one window to the next along the axis, at least 1.</param>
    public DepthwiseConv1DAttribute(int kernelSize, int strides = 1) : base([kernelSize], [strides])
    {
    }

    /// <summary>A kernel with a length for each axis.</summary>
    /// <param name="kernelSize">Positions of a window, 1 number of at least 1.</param>
    public DepthwiseConv1DAttribute(int[] kernelSize) : base(kernelSize, [1])
    {
    }
}
