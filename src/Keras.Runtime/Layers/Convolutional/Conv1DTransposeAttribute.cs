namespace Keras.Layers;

/// <summary>Declares a <c>Conv1DTranspose</c> layer: the adjoint of a convolution over time steps: each position is spread
/// over a window
/// (https://keras.io/api/layers/convolution_layers/convolution1d_transpose/).</summary>
public sealed class Conv1DTransposeAttribute : TransposedConvolutionAttribute
{
    /// <summary>A kernel that is as long along each axis.</summary>
    /// <param name="filters">Number of output channels, at least 1.</param>
    /// <param name="kernelSize">Positions of a window along the axis, at least 1.</param>
    /// <param name="strides">From one window to the next along the axis, at least 1.</param>
    public Conv1DTransposeAttribute(int filters, int kernelSize, int strides = 1) : base(filters, [kernelSize], [strides])
    {
    }

    /// <summary>A kernel with a length for each axis.</summary>
    /// <param name="filters">Number of output channels, at least 1.</param>
    /// <param name="kernelSize">Positions of a window, 1 number of at least 1.</param>
    public Conv1DTransposeAttribute(int filters, int[] kernelSize) : base(filters, kernelSize, [1])
    {
    }
}
