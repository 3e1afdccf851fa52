using System.Runtime.CompilerServices;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>The sum of (p − y)² over <paramref name="count"/> predictions and targets, and in the same pass (p − y)·slope for each.</summary>
/// <param name="predictions">p.</param>
/// <param name="targets">y.</param>
/// <param name="count">How many there are.</param>
/// <param name="slope">Factor of the gradient.</param>
/// <param name="gradient">Gets the gradient; null where it is not wanted.</param>
/// <param name="sum">Gets the sum: registers add up a block each, so that many values cost no digits.</param>
internal readonly unsafe struct SquaredErrorKernel(
    Pointer<float> predictions, Pointer<float> targets, nint count, float slope, Pointer<float> gradient, double* sum) : ILaneKernel
{
    private const int BlockLength = 4096;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TLanes>() where TLanes : struct, ILanes<TLanes>
    {
        TLanes factor = TLanes.Broadcast(slope);
        nint tail = count % TLanes.Count, whole = count - tail, at = 0;
        double total = 0;
        while (at < whole)
        {
            TLanes even = TLanes.Broadcast(0f), odd = even;
            nint end = nint.Min(whole, at + BlockLength);
            for (; at + 2 * TLanes.Count <= end; at += 2 * TLanes.Count)
            {
                even = Add(even, at, factor);
                odd = Add(odd, at + TLanes.Count, factor);
            }
            for (; at < end; at += TLanes.Count) even = Add(even, at, factor);
            total += TLanes.Sum(even + odd);
        }
        if (tail > 0)
        {
            TLanes difference = TLanes.LoadPartial(predictions, at, tail, 0f) - TLanes.LoadPartial(targets, at, tail, 0f);
            if (!gradient.IsNull) TLanes.StorePartial(difference * factor, gradient, at, tail);
            total += TLanes.Sum(difference * difference);
        }
        *sum = total;
    }

    /// <summary>Adds a register of squares.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TLanes Add<TLanes>(TLanes squares, nint at, TLanes factor) where TLanes : struct, ILanes<TLanes>
    {
        TLanes difference = TLanes.Load(predictions, at) - TLanes.Load(targets, at);
        if (!gradient.IsNull) TLanes.Store(difference * factor, gradient, at);
        return TLanes.FusedMultiplyAdd(difference, difference, squares);
    }
}
