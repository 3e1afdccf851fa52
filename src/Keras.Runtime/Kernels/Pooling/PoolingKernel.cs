using System.Runtime.CompilerServices;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>y[window, channel] = over the window's positions of x[position, channel]; lanes run along the channels.</summary>
internal readonly struct PoolingKernel<TReduction>(
    Pointer<float> x, Pointer<float> y, WindowGrid grid, nint channels, nint firstLine, nint endLine) : IDivisible<PoolingKernel<TReduction>>
    where TReduction : struct, IReduction
{
    public PoolingKernel<TReduction> Part(nint first, nint end) => new(x, y, grid, channels, first, end);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TLanes>() where TLanes : struct, ILanes<TLanes>
    {
        nint tail = channels % TLanes.Count, whole = channels - tail;
        Pointer<float> target = y + firstLine * grid.Width.Count * channels;
        var cells = new WindowCells(grid, firstLine, endLine);
        while (cells.MoveNext())
        {
            nint channel = 0;
            for (; channel + 4 * TLanes.Count <= whole; channel += 4 * TLanes.Count)
                Four<TLanes>(cells, channel, target);
            for (; channel < whole; channel += TLanes.Count)
                TLanes.Store(One<TLanes>(cells, channel, TLanes.Count), target, channel);
            if (tail > 0)
                TLanes.StorePartial(One<TLanes>(cells, channel, tail), target, channel, tail);
            target += channels;
        }
    }

    /// <summary>Four registers of channels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Four<TLanes>(in WindowCells cells, nint channel, Pointer<float> target) where TLanes : struct, ILanes<TLanes>
    {
        TLanes first = TLanes.Broadcast(TReduction.Identity), second = first, third = first, fourth = first;
        for (nint depth = cells.FirstDepth; depth < cells.EndDepth; depth++)
        {
            for (nint row = cells.FirstRow; row < cells.EndRow; row++)
            {
                nint at = cells.Position(depth, row) * channels + channel;
                for (nint column = cells.FirstColumn; column < cells.EndColumn; column++, at += channels)
                {
                    first = TReduction.Combine(first, TLanes.Load(x, at));
                    second = TReduction.Combine(second, TLanes.Load(x, at + TLanes.Count));
                    third = TReduction.Combine(third, TLanes.Load(x, at + 2 * TLanes.Count));
                    fourth = TReduction.Combine(fourth, TLanes.Load(x, at + 3 * TLanes.Count));
                }
            }
        }
        TLanes none = TLanes.Broadcast(0f);
        nint count = cells.Count;
        TLanes.Store(TReduction.Finish(first, none, count), target, channel);
        TLanes.Store(TReduction.Finish(second, none, count), target, channel + TLanes.Count);
        TLanes.Store(TReduction.Finish(third, none, count), target, channel + 2 * TLanes.Count);
        TLanes.Store(TReduction.Finish(fourth, none, count), target, channel + 3 * TLanes.Count);
    }

    /// <summary>One register of channels, of which the first <paramref name="lanes"/> exist.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TLanes One<TLanes>(in WindowCells cells, nint channel, nint lanes) where TLanes : struct, ILanes<TLanes>
    {
        TLanes total = TLanes.Broadcast(TReduction.Identity);
        for (nint depth = cells.FirstDepth; depth < cells.EndDepth; depth++)
        {
            for (nint row = cells.FirstRow; row < cells.EndRow; row++)
            {
                nint at = cells.Position(depth, row) * channels + channel;
                for (nint column = cells.FirstColumn; column < cells.EndColumn; column++, at += channels)
                    total = TReduction.Combine(total, lanes == TLanes.Count ? TLanes.Load(x, at) : TLanes.LoadPartial(x, at, lanes, 0f));
            }
        }
        return TReduction.Finish(total, TLanes.Broadcast(0f), cells.Count);
    }
}
