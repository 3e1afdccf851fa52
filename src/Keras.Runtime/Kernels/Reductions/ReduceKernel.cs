using System.Runtime.CompilerServices;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>y[o, i] = over l of x[o, l, i]. Values are combined within blocks, blocks are folded into the total.</summary>
internal readonly struct ReduceKernel<TReduction>(
    Pointer<float> x, Pointer<float> y, LineRange lines, nint length, nint inner, bool accumulate) : ILineKernel<ReduceKernel<TReduction>>
    where TReduction : struct, IReduction
{
    /// <summary>Values that one lane combines before its block is folded: keeps the rounding error of sums small.</summary>
    private const int BlockLength = 64;

    /// <summary>Groups of lanes along the middle axis from where on it pays to combine their results in the end.</summary>
    private const int ManyGroups = 4;

    public ReduceKernel<TReduction> Over(LineRange lines) => new(x, y, lines, length, inner, accumulate);

    public void Run<TLanes>() where TLanes : struct, ILanes<TLanes>
    {
        if (inner == 1)
            OverRows<TLanes>();
        else if (inner < TLanes.Count && length >= ManyGroups * TLanes.Count)
            OverGroups<TLanes>();
        else
            OverColumns<TLanes>();
    }

    /// <summary>inner = 1: each row is contiguous. Four registers of partial results hide the latency of the sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void OverRows<TLanes>() where TLanes : struct, ILanes<TLanes>
    {
        TLanes identity = TLanes.Broadcast(TReduction.Identity);
        nint step = 4 * TLanes.Count, tail = length % TLanes.Count, whole = length - tail;
        for (nint o = lines.FirstOuter; o < lines.EndOuter; o++)
        {
            Pointer<float> row = x + o * length;
            TLanes total = identity, error = TLanes.Broadcast(0f);
            nint l = 0;
            while (l + step <= whole)
            {
                nint end = nint.Min(whole - whole % step, l + BlockLength * step);
                TLanes first = identity, second = identity, third = identity, fourth = identity;
                for (; l < end; l += step)
                {
                    first = TReduction.Combine(first, TLanes.Load(row, l));
                    second = TReduction.Combine(second, TLanes.Load(row, l + TLanes.Count));
                    third = TReduction.Combine(third, TLanes.Load(row, l + 2 * TLanes.Count));
                    fourth = TReduction.Combine(fourth, TLanes.Load(row, l + 3 * TLanes.Count));
                }
                TLanes block = TReduction.Combine(TReduction.Combine(first, second), TReduction.Combine(third, fourth));
                total = TReduction.Fold(total, block, ref error);
            }
            TLanes rest = identity;
            for (; l < whole; l += TLanes.Count)
                rest = TReduction.Combine(rest, TLanes.Load(row, l));
            if (tail > 0)
                rest = TReduction.Combine(rest, TLanes.LoadPartial(row, l, tail, TReduction.Identity));
            total = TReduction.Fold(total, rest, ref error);

            // Lanes hold partial totals and their errors; both are reduced across.
            var result = TReduction.Finish(
                Lanes1.Broadcast(TReduction.Across(total)), Lanes1.Broadcast(TLanes.Sum(error)), length);
            if (accumulate)
                result += Lanes1.Load(y, o);
            Lanes1.Store(result, y, o);
        }
    }

    /// <summary>inner &gt; 1: lanes run along the inner axis.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void OverColumns<TLanes>() where TLanes : struct, ILanes<TLanes>
    {
        nint end = nint.Min(lines.EndColumn, inner), tail = end % TLanes.Count, whole = end - tail;
        for (nint o = lines.FirstOuter; o < lines.EndOuter; o++)
        {
            Pointer<float> slice = x + o * length * inner, target = y + o * inner;
            nint i = lines.FirstColumn;
            for (; i + 4 * TLanes.Count <= whole; i += 4 * TLanes.Count)
                FourColumns<TLanes>(slice + i, target + i);
            for (; i < whole; i += TLanes.Count)
            {
                TLanes total = OneColumn(slice + i, TLanes.Count, length * inner, inner, out TLanes error);
                Write(TReduction.Finish(total, error, length), target, i);
            }
            if (tail > 0)
            {
                TLanes total = OneColumn(slice + i, tail, length * inner, inner, out TLanes error);
                TLanes result = TReduction.Finish(total, error, length);
                if (accumulate)
                    result += TLanes.LoadPartial(target, i, tail, 0f);
                TLanes.StorePartial(result, target, i, tail);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FourColumns<TLanes>(Pointer<float> slice, Pointer<float> target) where TLanes : struct, ILanes<TLanes>
    {
        TLanes identity = TLanes.Broadcast(TReduction.Identity), zero = TLanes.Broadcast(0f);
        TLanes total1 = identity, total2 = identity, total3 = identity, total4 = identity;
        TLanes error1 = zero, error2 = zero, error3 = zero, error4 = zero;
        nint end = length * inner, blockEnd;
        for (nint start = 0; start < end; start = blockEnd)
        {
            blockEnd = nint.Min(end, start + BlockLength * inner);
            TLanes block1 = identity, block2 = identity, block3 = identity, block4 = identity;
            for (nint at = start; at < blockEnd; at += inner)
            {
                block1 = TReduction.Combine(block1, TLanes.Load(slice, at));
                block2 = TReduction.Combine(block2, TLanes.Load(slice, at + TLanes.Count));
                block3 = TReduction.Combine(block3, TLanes.Load(slice, at + 2 * TLanes.Count));
                block4 = TReduction.Combine(block4, TLanes.Load(slice, at + 3 * TLanes.Count));
            }
            total1 = TReduction.Fold(total1, block1, ref error1);
            total2 = TReduction.Fold(total2, block2, ref error2);
            total3 = TReduction.Fold(total3, block3, ref error3);
            total4 = TReduction.Fold(total4, block4, ref error4);
        }
        Write(TReduction.Finish(total1, error1, length), target, 0);
        Write(TReduction.Finish(total2, error2, length), target, TLanes.Count);
        Write(TReduction.Finish(total3, error3, length), target, 2 * TLanes.Count);
        Write(TReduction.Finish(total4, error4, length), target, 3 * TLanes.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Write<TLanes>(TLanes result, Pointer<float> target, nint index) where TLanes : struct, ILanes<TLanes> =>
        TLanes.Store(accumulate ? result + TLanes.Load(target, index) : result, target, index);

    /// <summary>inner &lt; lanes: as many elements of the middle axis as fill whole registers are columns of a wider inner axis, whose
    /// results are combined in the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private unsafe void OverGroups<TLanes>() where TLanes : struct, ILanes<TLanes>
    {
        // Lanes are a power of two: what inner has of that, a register holds whole.
        nint group = TLanes.Count / (inner & -inner), width = group * inner, whole = length / group * width;
        float* memory = stackalloc float[2 * TLanes.Count * TLanes.Count];
        Pointer<float> totals = new(memory), errors = totals + width;
        for (nint o = lines.FirstOuter; o < lines.EndOuter; o++)
        {
            Pointer<float> slice = x + o * length * inner, target = y + o * inner;
            for (nint at = 0; at < width; at += TLanes.Count)
            {
                TLanes.Store(OneColumn(slice + at, TLanes.Count, whole, width, out TLanes error), totals, at);
                TLanes.Store(error, errors, at);
            }
            for (nint i = 0; i < inner; i++)
            {
                Lanes1 total = Lanes1.Broadcast(TReduction.Identity), error = Lanes1.Broadcast(0f);
                for (nint at = i; at < width; at += inner)
                {
                    total = TReduction.Fold(total, Lanes1.Load(totals, at), ref error);
                    error += Lanes1.Load(errors, at);
                }
                for (nint at = whole + i; at < length * inner; at += inner)
                    total = TReduction.Fold(total, Lanes1.Load(slice, at), ref error);
                Write(TReduction.Finish(total, error, length), target, i);
            }
        }
    }

    /// <summary>One register of columns, of which the first <paramref name="count"/> exist, over so many floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static TLanes OneColumn<TLanes>(Pointer<float> slice, nint count, nint end, nint step, out TLanes error) where TLanes : struct, ILanes<TLanes>
    {
        TLanes total = TLanes.Broadcast(TReduction.Identity);
        error = TLanes.Broadcast(0f);
        nint blockEnd;
        for (nint start = 0; start < end; start = blockEnd)
        {
            blockEnd = nint.Min(end, start + BlockLength * step);
            TLanes block = TLanes.Broadcast(TReduction.Identity);
            for (nint at = start; at < blockEnd; at += step)
                block = TReduction.Combine(block, count == TLanes.Count ? TLanes.Load(slice, at) : TLanes.LoadPartial(slice, at, count, 0f));
            total = TReduction.Fold(total, block, ref error);
        }
        return total;
    }
}
