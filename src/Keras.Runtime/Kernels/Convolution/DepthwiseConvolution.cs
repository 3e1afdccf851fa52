using System.ComponentModel;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>Convolutions of each channel by itself, one filter to a channel, and their adjoints: directly, with one lane per channel. The
/// kernel is row-major (sizes..., channels).</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class DepthwiseConvolution
{
    /// <summary>y = epilogue(convolution of x and kernel); the epilogue's rows are the windows, its columns the channels. Both tensors are dense.</summary>
    public static void Forward<TEpilogue>(
        Pointer<float> x, Pointer<float> kernel, Pointer<float> y, in WindowGrid grid, nint channels, TEpilogue epilogue) where TEpilogue : struct, IEpilogue =>
        WidestLanes.Run(new DepthwiseKernel<TEpilogue>(grid, channels, x, kernel, y, epilogue));

    /// <summary>dx of dy and kernel.</summary>
    public static void InputGradient(Pointer<float> dy, Pointer<float> kernel, Pointer<float> dx, in WindowGrid grid, nint channels) =>
        WidestLanes.Run(new DepthwiseInputGradientKernel(grid, channels, dy, kernel, dx));

    /// <summary>The kernel's gradient of x and dy, written or added.</summary>
    public static void KernelGradient(
        Pointer<float> x, Pointer<float> dy, Pointer<float> gradient, in WindowGrid grid, nint channels, bool accumulate) =>
        WidestLanes.Run(new DepthwiseKernelGradientKernel(grid, channels, x, dy, gradient, accumulate));
}
