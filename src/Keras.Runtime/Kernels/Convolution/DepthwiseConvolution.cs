using System.ComponentModel;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>Convolutions of each channel by itself, one filter to a channel, and their adjoints: directly, with one lane per channel. The
/// kernel is row-major (sizes..., channels).</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class DepthwiseConvolution
{
    /// <summary>y of x and kernel; both tensors are dense.</summary>
    public static void Forward(Pointer<float> x, Pointer<float> kernel, Pointer<float> y, in WindowGrid grid, nint channels) =>
        WidestLanes.Run(new DepthwiseKernel(grid, channels, x, kernel, y, flipped: false));

    /// <summary>dx of dy and kernel.</summary>
    public static void InputGradient(Pointer<float> dy, Pointer<float> kernel, Pointer<float> dx, in WindowGrid grid, nint channels) =>
        WidestLanes.Run(new DepthwiseInputGradientKernel(grid, channels, dy, kernel, dx));

    /// <summary>The kernel's gradient of x and dy, written or added.</summary>
    public static void KernelGradient(
        Pointer<float> x, Pointer<float> dy, Pointer<float> gradient, in WindowGrid grid, nint channels, bool accumulate) =>
        WidestLanes.Run(new DepthwiseKernelGradientKernel(grid, channels, x, dy, gradient, accumulate));
}

/// <summary>A depthwise kernel for one register of channels in one line of windows.</summary>
internal interface IDepthwiseLine
{
    /// <summary>Works on channels from <paramref name="channel"/> on, in the windows or positions of one line.</summary>
    void Run<TLanes>(nint image, nint depth, nint height, nint channel) where TLanes : struct, ILanes<TLanes>;
}

/// <summary>Goes through lines, and in each through the channels: whole registers, then narrower ones for what is left.</summary>
internal static class DepthwiseLines
{
    internal static void Run<TLanes, TLine>(in TLine line, nint batch, nint depth, nint height, nint channels)
        where TLanes : struct, ILanes<TLanes> where TLine : struct, IDepthwiseLine
    {
        for (nint image = 0; image < batch; image++)
            for (nint d = 0; d < depth; d++)
                for (nint h = 0; h < height; h++)
                {
                    nint channel = 0;
                    for (; channel + TLanes.Count <= channels; channel += TLanes.Count) line.Run<TLanes>(image, d, h, channel);
                    if (TLanes.Count > 8)
                        for (; channel + 8 <= channels; channel += 8) line.Run<Lanes8>(image, d, h, channel);
                    if (TLanes.Count > 4)
                        for (; channel + 4 <= channels; channel += 4) line.Run<Lanes4>(image, d, h, channel);
                    if (TLanes.Count > 1)
                        for (; channel < channels; channel++) line.Run<Lanes1>(image, d, h, channel);
                }
    }
}
