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
        WidestLanes.Run(new DepthwiseKernel<TEpilogue>(grid, channels, x, kernel, y, flipped: false, epilogue));

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
    /// <summary>Channels of the widest register: cuts there leave each channel to registers of the same width.</summary>
    private const int ChannelUnit = 16;

    /// <summary>For kernels that write their own line: threads take lines.</summary>
    internal static void Run<TLanes, TLine>(in TLine line, nint batch, nint depth, nint height, nint channels, nint products)
        where TLanes : struct, ILanes<TLanes> where TLine : struct, IDepthwiseLine =>
        Parts.Run(new OfLines<TLanes, TLine>(line, depth, height, channels), batch * depth * height, 1, Cost.DirectProducts(products));

    /// <summary>For kernels that add all lines up: threads take channels.</summary>
    internal static void RunByChannels<TLanes, TLine>(in TLine line, nint batch, nint depth, nint height, nint channels, nint products)
        where TLanes : struct, ILanes<TLanes> where TLine : struct, IDepthwiseLine =>
        Parts.Run(new OfChannels<TLanes, TLine>(line, batch * depth * height, depth, height), channels, ChannelUnit, Cost.DirectProducts(products));

    private static void RunLine<TLanes, TLine>(in TLine line, nint number, nint depth, nint height, nint channel, nint endChannel)
        where TLanes : struct, ILanes<TLanes> where TLine : struct, IDepthwiseLine
    {
        nint h = number % height, rest = number / height, d = rest % depth, image = rest / depth;
        for (; channel + TLanes.Count <= endChannel; channel += TLanes.Count) line.Run<TLanes>(image, d, h, channel);
        if (TLanes.Count > 8)
            for (; channel + 8 <= endChannel; channel += 8) line.Run<Lanes8>(image, d, h, channel);
        if (TLanes.Count > 4)
            for (; channel + 4 <= endChannel; channel += 4) line.Run<Lanes4>(image, d, h, channel);
        if (TLanes.Count > 1)
            for (; channel < endChannel; channel++) line.Run<Lanes1>(image, d, h, channel);
    }

    private readonly struct OfLines<TLanes, TLine>(TLine line, nint depth, nint height, nint channels) : IParts
        where TLanes : struct, ILanes<TLanes> where TLine : struct, IDepthwiseLine
    {
        public void Run(nint first, nint end, int worker)
        {
            for (; first < end; first++) RunLine<TLanes, TLine>(line, first, depth, height, 0, channels);
        }
    }

    private readonly struct OfChannels<TLanes, TLine>(TLine line, nint lines, nint depth, nint height) : IParts
        where TLanes : struct, ILanes<TLanes> where TLine : struct, IDepthwiseLine
    {
        public void Run(nint first, nint end, int worker)
        {
            for (nint number = 0; number < lines; number++) RunLine<TLanes, TLine>(line, number, depth, height, first, end);
        }
    }
}
