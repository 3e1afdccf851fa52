using System.Runtime.CompilerServices;
using Keras.Hosting;
using static Keras.Kernels.LaneMemory;

namespace Keras.Kernels;

/// <summary>The innermost loops of products with weights in bfloat16: as <see cref="Tile"/>, but a register of b holds a row of even number
/// in the lower halves of its lanes and the next one in the upper halves. Rows of b are a panel's width apart, those of a contiguous.</summary>
internal static unsafe class BFloat16Tile
{
    /// <summary>Rows of the highest tile.</summary>
    internal const int Rows = 8;

    internal static void Run<TLanes>(nint rows, float* a, nint aRow, float* b, nint depth, float* c, nint cRow) where TLanes : struct, ILanes<TLanes>
    {
        switch (rows)
        {
            case 1: Run<TLanes, Count1>(a, aRow, b, depth, c, cRow); break;
            case 2: Run<TLanes, Count2>(a, aRow, b, depth, c, cRow); break;
            case 3: Run<TLanes, Count3>(a, aRow, b, depth, c, cRow); break;
            case 4: Run<TLanes, Count4>(a, aRow, b, depth, c, cRow); break;
            case 5: Run<TLanes, Count5>(a, aRow, b, depth, c, cRow); break;
            case 6: Run<TLanes, Count6>(a, aRow, b, depth, c, cRow); break;
            case 7: Run<TLanes, Count7>(a, aRow, b, depth, c, cRow); break;
            default: Run<TLanes, Count8>(a, aRow, b, depth, c, cRow); break;
        }
    }

    /// <summary>Up to 8 rows, one register of columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TLanes, TRows>(float* a, nint aRow, float* b, nint depth, float* c, nint cRow)
        where TLanes : struct, ILanes<TLanes> where TRows : struct, ICount
    {
        TLanes s0 = TLanes.Broadcast(0f), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
        nint aRow2 = 2 * aRow, aRow3 = 3 * aRow;
        float* upper = a + 4 * aRow;
        for (; depth >= 2; depth -= 2, a += 2, upper += 2, b += Panels.Width)
        {
            TLanes both = TLanes.Load(new Pointer<float>(b), 0), low = TLanes.LowerHalves(both), high = TLanes.UpperHalves(both);
            if (TRows.Count > 0) s0 = TLanes.MultiplyAdd(new Pointer<float>(a + 1), high, TLanes.MultiplyAdd(new Pointer<float>(a), low, s0));
            if (TRows.Count > 1) s1 = TLanes.MultiplyAdd(new Pointer<float>(a + aRow + 1), high, TLanes.MultiplyAdd(new Pointer<float>(a + aRow), low, s1));
            if (TRows.Count > 2) s2 = TLanes.MultiplyAdd(new Pointer<float>(a + aRow2 + 1), high, TLanes.MultiplyAdd(new Pointer<float>(a + aRow2), low, s2));
            if (TRows.Count > 3) s3 = TLanes.MultiplyAdd(new Pointer<float>(a + aRow3 + 1), high, TLanes.MultiplyAdd(new Pointer<float>(a + aRow3), low, s3));
            if (TRows.Count > 4) s4 = TLanes.MultiplyAdd(new Pointer<float>(upper + 1), high, TLanes.MultiplyAdd(new Pointer<float>(upper), low, s4));
            if (TRows.Count > 5) s5 = TLanes.MultiplyAdd(new Pointer<float>(upper + aRow + 1), high, TLanes.MultiplyAdd(new Pointer<float>(upper + aRow), low, s5));
            if (TRows.Count > 6) s6 = TLanes.MultiplyAdd(new Pointer<float>(upper + aRow2 + 1), high, TLanes.MultiplyAdd(new Pointer<float>(upper + aRow2), low, s6));
            if (TRows.Count > 7) s7 = TLanes.MultiplyAdd(new Pointer<float>(upper + aRow3 + 1), high, TLanes.MultiplyAdd(new Pointer<float>(upper + aRow3), low, s7));
        }
        if (depth > 0)
        {
            TLanes low = TLanes.LowerHalves(TLanes.Load(new Pointer<float>(b), 0));
            if (TRows.Count > 0) s0 = TLanes.MultiplyAdd(new Pointer<float>(a), low, s0);
            if (TRows.Count > 1) s1 = TLanes.MultiplyAdd(new Pointer<float>(a + aRow), low, s1);
            if (TRows.Count > 2) s2 = TLanes.MultiplyAdd(new Pointer<float>(a + aRow2), low, s2);
            if (TRows.Count > 3) s3 = TLanes.MultiplyAdd(new Pointer<float>(a + aRow3), low, s3);
            if (TRows.Count > 4) s4 = TLanes.MultiplyAdd(new Pointer<float>(upper), low, s4);
            if (TRows.Count > 5) s5 = TLanes.MultiplyAdd(new Pointer<float>(upper + aRow), low, s5);
            if (TRows.Count > 6) s6 = TLanes.MultiplyAdd(new Pointer<float>(upper + aRow2), low, s6);
            if (TRows.Count > 7) s7 = TLanes.MultiplyAdd(new Pointer<float>(upper + aRow3), low, s7);
        }
        if (TRows.Count > 0) Store(s0, c + 0 * cRow);
        if (TRows.Count > 1) Store(s1, c + 1 * cRow);
        if (TRows.Count > 2) Store(s2, c + 2 * cRow);
        if (TRows.Count > 3) Store(s3, c + 3 * cRow);
        if (TRows.Count > 4) Store(s4, c + 4 * cRow);
        if (TRows.Count > 5) Store(s5, c + 5 * cRow);
        if (TRows.Count > 6) Store(s6, c + 6 * cRow);
        if (TRows.Count > 7) Store(s7, c + 7 * cRow);
    }

    /// <summary>One row, four registers of columns: eight independent sums hide the latency of the multiply-add.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void OneRow<TLanes>(float* a, float* b0, float* b1, float* b2, float* b3, nint depth, float* c) where TLanes : struct, ILanes<TLanes>
    {
        TLanes even0 = TLanes.Broadcast(0f), even1 = even0, even2 = even0, even3 = even0;
        TLanes odd0 = even0, odd1 = even0, odd2 = even0, odd3 = even0;
        nint at = 0;
        for (; depth >= 2; depth -= 2, a += 2, at += Panels.Width)
        {
            TLanes x = TLanes.Broadcast(a[0]), next = TLanes.Broadcast(a[1]);
            TLanes both0 = TLanes.Load(new Pointer<float>(b0), at), both1 = TLanes.Load(new Pointer<float>(b1), at);
            TLanes both2 = TLanes.Load(new Pointer<float>(b2), at), both3 = TLanes.Load(new Pointer<float>(b3), at);
            even0 = TLanes.FusedMultiplyAdd(x, TLanes.LowerHalves(both0), even0);
            even1 = TLanes.FusedMultiplyAdd(x, TLanes.LowerHalves(both1), even1);
            even2 = TLanes.FusedMultiplyAdd(x, TLanes.LowerHalves(both2), even2);
            even3 = TLanes.FusedMultiplyAdd(x, TLanes.LowerHalves(both3), even3);
            odd0 = TLanes.FusedMultiplyAdd(next, TLanes.UpperHalves(both0), odd0);
            odd1 = TLanes.FusedMultiplyAdd(next, TLanes.UpperHalves(both1), odd1);
            odd2 = TLanes.FusedMultiplyAdd(next, TLanes.UpperHalves(both2), odd2);
            odd3 = TLanes.FusedMultiplyAdd(next, TLanes.UpperHalves(both3), odd3);
        }
        if (depth > 0)
        {
            TLanes x = TLanes.Broadcast(a[0]);
            even0 = TLanes.FusedMultiplyAdd(x, TLanes.LowerHalves(TLanes.Load(new Pointer<float>(b0), at)), even0);
            even1 = TLanes.FusedMultiplyAdd(x, TLanes.LowerHalves(TLanes.Load(new Pointer<float>(b1), at)), even1);
            even2 = TLanes.FusedMultiplyAdd(x, TLanes.LowerHalves(TLanes.Load(new Pointer<float>(b2), at)), even2);
            even3 = TLanes.FusedMultiplyAdd(x, TLanes.LowerHalves(TLanes.Load(new Pointer<float>(b3), at)), even3);
        }
        Store(even0 + odd0, c);
        Store(even1 + odd1, c + TLanes.Count);
        Store(even2 + odd2, c + 2 * TLanes.Count);
        Store(even3 + odd3, c + 3 * TLanes.Count);
    }

    /// <summary>One row, one register of columns, four steps of the depth at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void OneRow<TLanes>(float* a, float* b, nint depth, float* c) where TLanes : struct, ILanes<TLanes>
    {
        TLanes s0 = TLanes.Broadcast(0f), s1 = s0, s2 = s0, s3 = s0;
        for (; depth >= 4; depth -= 4, a += 4, b += 2 * Panels.Width)
        {
            TLanes first = TLanes.Load(new Pointer<float>(b), 0), second = TLanes.Load(new Pointer<float>(b), Panels.Width);
            s0 = TLanes.FusedMultiplyAdd(TLanes.Broadcast(a[0]), TLanes.LowerHalves(first), s0);
            s1 = TLanes.FusedMultiplyAdd(TLanes.Broadcast(a[1]), TLanes.UpperHalves(first), s1);
            s2 = TLanes.FusedMultiplyAdd(TLanes.Broadcast(a[2]), TLanes.LowerHalves(second), s2);
            s3 = TLanes.FusedMultiplyAdd(TLanes.Broadcast(a[3]), TLanes.UpperHalves(second), s3);
        }
        for (; depth > 0; depth -= 2, a += 2, b += Panels.Width)
        {
            TLanes both = TLanes.Load(new Pointer<float>(b), 0);
            s0 = TLanes.FusedMultiplyAdd(TLanes.Broadcast(a[0]), TLanes.LowerHalves(both), s0);
            if (depth > 1)
                s1 = TLanes.FusedMultiplyAdd(TLanes.Broadcast(a[1]), TLanes.UpperHalves(both), s1);
        }
        Store(s0 + s1 + (s2 + s3), c);
    }
}
