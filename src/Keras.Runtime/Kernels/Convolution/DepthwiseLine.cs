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
    /// <summary>Channels whose sums go through the epilogue together.</summary>
    private const int Chunk = 128;

    private readonly DepthwiseSums _sums = sums;

    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Run<TLanes>() where TLanes : struct, ILanes<TLanes>
    {
        float* buffer = stackalloc float[DepthwiseSums.Windows * Chunk];
        nint window = 0;
        for (nint pieces = (windows + DepthwiseSums.Windows - 1) / DepthwiseSums.Windows; pieces > 0; pieces--)
        {
            int count = (int)((windows - window + pieces - 1) / pieces); // nearly as many in each piece
            nint channel = Write<TLanes>(window, count, 0, buffer);
            if (TLanes.Count > 8) channel = Write<Lanes8>(window, count, channel, buffer);
            if (TLanes.Count > 4) channel = Write<Lanes4>(window, count, channel, buffer);
            if (TLanes.Count > 1) Write<Lanes1>(window, count, channel, buffer);
            window += count;
        }
    }

    /// <summary>Takes the sums of some windows through the epilogue to where they go: of all channels from <paramref name="channel"/> on that
    /// fill registers. What follows them is returned.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private nint Write<TLanes>(nint window, int count, nint channel, float* buffer) where TLanes : struct, ILanes<TLanes>
    {
        float* target = to + window * step;
        nint end = channels - (channels - channel) % TLanes.Count;
        if (typeof(TEpilogue) == typeof(NoEpilogue))
        {
            if (channel < end) _sums.Write<TLanes>(window, count, channel, end, target + channel, step);
            return end;
        }
        TEpilogue last = epilogue; // a copy, whose fields can live in registers
        for (nint next; channel < end; channel = next)
        {
            next = nint.Min(end, channel + Chunk);
            _sums.Write<TLanes>(window, count, channel, next, buffer, Chunk);
            for (nint i = 0; i < count; i++)
                for (nint at = channel; at < next; at += TLanes.Count)
                    Store(last.Apply(Load<TLanes>(buffer + i * Chunk + at - channel), row + window + i, at), target + i * step + at);
        }
        return end;
    }
}
