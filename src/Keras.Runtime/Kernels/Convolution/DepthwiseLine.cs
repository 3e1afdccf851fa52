using System.Runtime.CompilerServices;
using Keras.Hosting;
using static Keras.Kernels.LaneMemory;

namespace Keras.Kernels;

/// <summary>Writes one line of sums from left to right: all channels of some windows, which lie one after the other, before the next
/// windows. Only what takes sums through the epilogue is compiled for each epilogue.</summary>
/// <param name="sums">The sums.</param>
/// <param name="windows">How many they are.</param>
/// <param name="channels">Of each.</param>
/// <param name="to">Where the first goes.</param>
/// <param name="step">From one to the next.</param>
/// <param name="row">The first window's row in the epilogue.</param>
/// <param name="epilogue">What happens to each element.</param>
internal readonly unsafe struct DepthwiseLine<TEpilogue>(
    in DepthwiseSums sums, nint windows, nint channels, float* to, nint step, nint row, TEpilogue epilogue) where TEpilogue : struct, IEpilogue
{
    private readonly DepthwiseSums _sums = sums;

    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Run<TLanes>() where TLanes : struct, ILanes<TLanes>
    {
        float* buffer = stackalloc float[DepthwiseSums.Windows * Panels.Width];
        nint window = 0;
        for (nint pieces = (windows + DepthwiseSums.Windows - 1) / DepthwiseSums.Windows; pieces > 0; pieces--)
        {
            int count = (int)((windows - window + pieces - 1) / pieces); // nearly as many in each piece
            nint channel = 0;
            for (; channel + TLanes.Count <= channels; channel += TLanes.Count) Write<TLanes>(window, count, channel, buffer);
            if (TLanes.Count > 8)
                for (; channel + 8 <= channels; channel += 8) Write<Lanes8>(window, count, channel, buffer);
            if (TLanes.Count > 4)
                for (; channel + 4 <= channels; channel += 4) Write<Lanes4>(window, count, channel, buffer);
            if (TLanes.Count > 1)
                for (; channel < channels; channel++) Write<Lanes1>(window, count, channel, buffer);
            window += count;
        }
    }

    /// <summary>Takes the sums of some windows through the epilogue to where they go.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Write<TLanes>(nint window, int count, nint channel, float* buffer) where TLanes : struct, ILanes<TLanes>
    {
        float* target = to + window * step + channel;
        if (typeof(TEpilogue) == typeof(NoEpilogue))
        {
            _sums.Write<TLanes>(window, count, channel, target, step);
            return;
        }
        _sums.Write<TLanes>(window, count, channel, buffer, TLanes.Count);
        TEpilogue last = epilogue; // a copy, whose fields can live in registers
        for (nint at = row + window, end = at + count; at < end; at++, buffer += TLanes.Count, target += step)
            Store(last.Apply(Load<TLanes>(buffer), at, channel), target);
    }
}
