namespace Keras.Layers;

/// <summary>Declares a <c>Conv3D</c> layer: activation(kernel * x + bias) over the windows of volumes
/// (https://keras.io/api/layers/convolution_layers/convolution3d/).</summary>
public sealed class Conv3DAttribute : ConvolutionAttribute
{
    /// <summary>A kernel that is as long along each axis.</summary>
    /// <param name="filters">Number of output channels, at least 1.</param>
    /// <param name="kernelSize">Positions of a window along each axis, at least 1.</param>
    /// <param name="strides">From one window to the next along each axis, at least 1.</param>
    public Conv3DAttribute(int filters, int kernelSize, int strides = 1) : base(filters, [kernelSize, kernelSize, kernelSize], [strides, strides, strides])
    {
    }

    /// <summary>A kernel with a length for each axis.</summary>
    /// <param name="filters">Number of output channels, at least 1.</param>
    /// <param name="kernelSize">Positions of a window, 3 numbers of at least 1.</param>
    public Conv3DAttribute(int filters, int[] kernelSize) : base(filters, kernelSize, [1, 1, 1])
    {
    }
}
