using System.Runtime.CompilerServices;
using Keras.Hosting;
using static Keras.Kernels.LaneMemory;

namespace Keras.Kernels;

/// <summary>y[w] = epilogue(Σ_j x[w·stride + j·dilation − low]·k[j]) for each channel, line after line. A flipped kernel is read from its
/// end. Only what takes sums through the epilogue is compiled for each epilogue.</summary>
internal readonly unsafe struct DepthwiseKernel<TEpilogue>(
    WindowGrid grid, nint channels, Pointer<float> x, Pointer<float> kernel, Pointer<float> y, bool flipped, TEpilogue epilogue)
    : ILaneKernel where TEpilogue : struct, IEpilogue
{
    public void Run<TLanes>() where TLanes : struct, ILanes<TLanes> =>
        Parts.Run(new Lines<TLanes>(this), grid.Lines, 1, Cost.DirectProducts(grid.Count * grid.Size * channels));

    private readonly struct Lines<TLanes>(DepthwiseKernel<TEpilogue> kernel) : IParts where TLanes : struct, ILanes<TLanes>
    {
        public void Run(nint first, nint end, int worker)
        {
            for (; first < end; first++) kernel.RunLine<TLanes>(first);
        }
    }

    /// <summary>One line from left to right: all channels of some windows, which lie one after the other, before the next windows.</summary>
    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunLine<TLanes>(nint line) where TLanes : struct, ILanes<TLanes>
    {
        float* buffer = stackalloc float[DepthwiseSums.Windows * Panels.Width];
        var sums = new DepthwiseSums(grid, channels, x, kernel, flipped, line);
        nint width = grid.Width.Count, pieces = (width + DepthwiseSums.Windows - 1) / DepthwiseSums.Windows;
        for (nint window = 0; pieces > 0; pieces--)
        {
            int windows = (int)((width - window + pieces - 1) / pieces); // nearly as many in each piece
            nint channel = 0;
            for (; channel + TLanes.Count <= channels; channel += TLanes.Count) Write<TLanes>(sums, line, window, windows, channel, buffer);
            if (TLanes.Count > 8)
                for (; channel + 8 <= channels; channel += 8) Write<Lanes8>(sums, line, window, windows, channel, buffer);
            if (TLanes.Count > 4)
                for (; channel + 4 <= channels; channel += 4) Write<Lanes4>(sums, line, window, windows, channel, buffer);
            if (TLanes.Count > 1)
                for (; channel < channels; channel++) Write<Lanes1>(sums, line, window, windows, channel, buffer);
            window += windows;
        }
    }

    /// <summary>Takes the sums of some windows through the epilogue to y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Write<TLanes>(in DepthwiseSums sums, nint line, nint window, int windows, nint channel, float* buffer)
        where TLanes : struct, ILanes<TLanes>
    {
        nint row = line * grid.Width.Count + window;
        float* to = y.Value + row * channels + channel;
        if (typeof(TEpilogue) == typeof(NoEpilogue))
        {
            sums.Write<TLanes>(window, windows, channel, to, channels);
            return;
        }
        sums.Write<TLanes>(window, windows, channel, buffer, TLanes.Count);
        TEpilogue last = epilogue; // a copy, whose fields can live in registers
        for (nint end = row + windows; row < end; row++, buffer += TLanes.Count, to += channels)
            Store(last.Apply(Load<TLanes>(buffer), row, channel), to);
    }
}
