namespace Keras.Layers;

/// <summary>Declares a <c>Conv2DTranspose</c> layer: the adjoint of a convolution over images: each position is spread
/// over a window
/// (https://keras.io/api/layers/convolution_layers/convolution2d_transpose/).</summary>
public sealed class Conv2DTransposeAttribute : TransposedConvolutionAttribute
{
    /// <summary>A kernel that is as long along each axis.</summary>
    /// <param name="filters">Number of output channels, at least 1.</param>
    /// <param name="kernelSize">Positions of a window along each axis, at least 1.</param>
    /// <param name="strides">From one window to the next along each axis, at least 1.</param>
    public Conv2DTransposeAttribute(int filters, int kernelSize, int strides = 1) : base(filters, [kernelSize, kernelSize], [strides, strides])
    {
    }

    /// <summary>A kernel with a length for each axis.</summary>
    /// <param name="filters">Number of output channels, at least 1.</param>
    /// <param name="kernelSize">Positions of a window, 2 numbers of at least 1.</param>
    public Conv2DTransposeAttribute(int filters, int[] kernelSize) : base(filters, kernelSize, [1, 1])
    {
    }
}
