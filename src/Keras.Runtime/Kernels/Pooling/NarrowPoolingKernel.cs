using System.Runtime.CompilerServices;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>Pooling of few channels, which do not fill a register. Rows of positions do: the rows of a row of windows are combined into
/// one line first, and the windows then take their parts of that.</summary>
internal readonly unsafe struct NarrowPoolingKernel<TReduction>(
    Pointer<float> x, Pointer<float> y, WindowGrid grid, nint channels, nint firstLine, nint endLine) : IDivisible<NarrowPoolingKernel<TReduction>>
    where TReduction : struct, IReduction
{
    /// <summary>Numbers of a line that are combined at once.</summary>
    private const int LineLength = 1024;

    /// <summary>Whether a line holds a window at least.</summary>
    internal static bool Fits(in WindowGrid grid, nint channels) => grid.Width.Size * channels <= LineLength;

    public NarrowPoolingKernel<TReduction> Part(nint first, nint end) => new(x, y, grid, channels, first, end);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TLanes>() where TLanes : struct, ILanes<TLanes>
    {
        float* numbers = stackalloc float[LineLength];
        var line = new Pointer<float>(numbers);
        nint windows = nint.Max(1, (LineLength / channels - grid.Width.Size) / grid.Width.Stride + 1);
        Pointer<float> target = y + firstLine * grid.Width.Count * channels;
        for (nint number = firstLine; number < endLine; number++)
        {
            nint row = number % grid.Height.Count, rest = number / grid.Height.Count;
            nint depth = rest % grid.Depth.Count, batch = rest / grid.Depth.Count;
            for (nint window = 0, end; window < grid.Width.Count; window = end)
            {
                end = nint.Min(window + windows, grid.Width.Count);
                nint first = WindowCells.Range(grid.Width, window).First;
                nint count = WindowCells.Range(grid.Width, end - 1).End - first;
                nint rows = Combine<TLanes>(line, batch, depth, row, first, count * channels);
                for (nint next = window; next < end; next++, target += channels)
                    Take(line, next, first, rows, target);
            }
        }
    }

    /// <summary>Combines the rows that a row of windows covers.</summary>
    /// <returns>How many rows there are.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private nint Combine<TLanes>(Pointer<float> line, nint batch, nint depth, nint row, nint first, nint length) where TLanes : struct, ILanes<TLanes>
    {
        (nint firstDepth, nint endDepth) = WindowCells.Range(grid.Depth, depth);
        (nint firstRow, nint endRow) = WindowCells.Range(grid.Height, row);
        nint tail = length % TLanes.Count, whole = length - tail;
        TLanes identity = TLanes.Broadcast(TReduction.Identity);
        for (nint at = 0; at < length; at += TLanes.Count)
        {
            TLanes total = identity;
            for (nint d = firstDepth; d < endDepth; d++)
            {
                for (nint r = firstRow; r < endRow; r++)
                {
                    nint source = (((batch * grid.Depth.Length + d) * grid.Height.Length + r) * grid.Width.Length + first) * channels + at;
                    total = TReduction.Combine(total, at < whole ? TLanes.Load(x, source) : TLanes.LoadPartial(x, source, tail, 0f));
                }
            }
            if (at < whole)
                TLanes.Store(total, line, at);
            else
                TLanes.StorePartial(total, line, at, tail);
        }
        return (endDepth - firstDepth) * (endRow - firstRow);
    }

    /// <summary>Combines a window's part of the line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Take(Pointer<float> line, nint window, nint first, nint rows, Pointer<float> target)
    {
        (nint start, nint end) = WindowCells.Range(grid.Width, window);
        nint count = (end - start) * rows;
        for (nint channel = 0; channel < channels; channel++)
        {
            Lanes1 total = Lanes1.Broadcast(TReduction.Identity);
            for (nint at = (start - first) * channels + channel; at < (end - first) * channels; at += channels)
                total = TReduction.Combine(total, Lanes1.Load(line, at));
            Lanes1.Store(TReduction.Finish(total, Lanes1.Broadcast(0f), count), target, channel);
        }
    }
}
