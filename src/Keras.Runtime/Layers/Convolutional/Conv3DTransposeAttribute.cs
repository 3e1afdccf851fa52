namespace Keras.Layers;

/// <summary>Declares a <c>Conv3DTranspose</c> layer: the adjoint of a convolution over volumes: each position is spread
/// over a window
/// (https://keras.io/api/layers/convolution_layers/convolution3d_transpose/).</summary>
public sealed class Conv3DTransposeAttribute : TransposedConvolutionAttribute
{
    /// <summary>A kernel that is as long along each axis.</summary>
    /// <param name="filters">Number of output channels, at least 1.</param>
    /// <param name="kernelSize">Positions of a window along each axis, at least 1.</param>
    /// <param name="strides">From one window to the next along each axis, at least 1.</param>
    public Conv3DTransposeAttribute(int filters, int kernelSize, int strides = 1) : base(filters, [kernelSize, kernelSize, kernelSize], [strides, strides, strides])
    {
    }

    /// <summary>A kernel with a length for each axis.</summary>
    /// <param name="filters">Number of output channels, at least 1.</param>
    /// <param name="kernelSize">Positions of a window, 3 numbers of at least 1.</param>
    public Conv3DTransposeAttribute(int filters, int[] kernelSize) : base(filters, kernelSize, [1, 1, 1])
    {
    }
}
