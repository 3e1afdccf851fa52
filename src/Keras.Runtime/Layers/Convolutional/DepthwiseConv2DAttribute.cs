namespace Keras.Layers;

/// <summary>Declares a <c>DepthwiseConv2D</c> layer: a convolution over images of each channel by itself
/// (https://keras.io/api/layers/convolution_layers/depthwise_convolution2d/).</summary>
public sealed class DepthwiseConv2DAttribute : DepthwiseLayerAttribute
{
    /// <summary>A kernel that is as long along each axis.</summary>
    /// <param name="kernelSize">Positions of a window along each axis, at least 1.</param>
    /// <param name="strides">From one window to the next along each axis, at least 1.</param>
    public DepthwiseConv2DAttribute(int kernelSize, int strides = 1) : base([kernelSize, kernelSize], [strides, strides])
    {
    }

    /// <summary>A kernel with a length for each axis.</summary>
    /// <param name="kernelSize">Positions of a window, 2 numbers of at least 1.</param>
    public DepthwiseConv2DAttribute(int[] kernelSize) : base(kernelSize, [1, 1])
    {
    }
}
