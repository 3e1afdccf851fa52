using System.Runtime.CompilerServices;
using Keras.Hosting;
using static Keras.Kernels.LaneMemory;

namespace Keras.Kernels;

internal static unsafe partial class Tile
{
    /// <summary>2 to 4 rows, four registers of columns, which follow each other in c: with two rows, too, as many sums as hide the latency of the
    /// multiply-add.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Broad<TLanes, TRows>(
        float* a, nint aRow, float* b0, float* b1, float* b2, float* b3, nint bStep, nint depth, float* c, nint cRow, float* addend, nint addendRow)
        where TLanes : struct, ILanes<TLanes> where TRows : struct, ICount
    {
        TLanes s00 = TLanes.Broadcast(0f), s01 = s00, s02 = s00, s03 = s00, s10 = s00, s11 = s00, s12 = s00, s13 = s00;
        TLanes s20 = s00, s21 = s00, s22 = s00, s23 = s00, s30 = s00, s31 = s00, s32 = s00, s33 = s00;

        nint aRow2 = 2 * aRow, aRow3 = 3 * aRow;
        for (nint d = 0; d < depth; d++)
        {
            TLanes v0 = Load<TLanes>(b0), v1 = Load<TLanes>(b1), v2 = Load<TLanes>(b2), v3 = Load<TLanes>(b3), x;
            x = TLanes.Broadcast(*a);
            s00 = TLanes.FusedMultiplyAdd(x, v0, s00); s01 = TLanes.FusedMultiplyAdd(x, v1, s01);
            s02 = TLanes.FusedMultiplyAdd(x, v2, s02); s03 = TLanes.FusedMultiplyAdd(x, v3, s03);
            x = TLanes.Broadcast(*(a + aRow));
            s10 = TLanes.FusedMultiplyAdd(x, v0, s10); s11 = TLanes.FusedMultiplyAdd(x, v1, s11);
            s12 = TLanes.FusedMultiplyAdd(x, v2, s12); s13 = TLanes.FusedMultiplyAdd(x, v3, s13);
            if (TRows.Count > 2)
            {
                x = TLanes.Broadcast(*(a + aRow2));
                s20 = TLanes.FusedMultiplyAdd(x, v0, s20); s21 = TLanes.FusedMultiplyAdd(x, v1, s21);
                s22 = TLanes.FusedMultiplyAdd(x, v2, s22); s23 = TLanes.FusedMultiplyAdd(x, v3, s23);
            }
            if (TRows.Count > 3)
            {
                x = TLanes.Broadcast(*(a + aRow3));
                s30 = TLanes.FusedMultiplyAdd(x, v0, s30); s31 = TLanes.FusedMultiplyAdd(x, v1, s31);
                s32 = TLanes.FusedMultiplyAdd(x, v2, s32); s33 = TLanes.FusedMultiplyAdd(x, v3, s33);
            }
            a++;
            b0 += bStep;
            b1 += bStep;
            b2 += bStep;
            b3 += bStep;
        }

        StoreFour(s00, s01, s02, s03, c, addend);
        StoreFour(s10, s11, s12, s13, c + cRow, addend == null ? null : addend + addendRow);
        if (TRows.Count > 2) StoreFour(s20, s21, s22, s23, c + 2 * cRow, addend == null ? null : addend + 2 * addendRow);
        if (TRows.Count > 3) StoreFour(s30, s31, s32, s33, c + 3 * cRow, addend == null ? null : addend + 3 * addendRow);
    }

    /// <summary>One row of a (contiguous), four registers of columns, two steps of the depth at a time: eight independent sums hide
    /// the latency of the multiply-add.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void OneRow<TLanes>(float* a, float* b0, float* b1, float* b2, float* b3, nint bStep, nint depth, float* c, float* addend)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes even0 = TLanes.Broadcast(0f), even1 = even0, even2 = even0, even3 = even0;
        TLanes odd0 = even0, odd1 = even0, odd2 = even0, odd3 = even0;
        nint d = 0, at = 0;
        for (; d + 2 <= depth; d += 2)
        {
            TLanes x = TLanes.Broadcast(a[d]);
            even0 = TLanes.FusedMultiplyAdd(x, Load<TLanes>(b0 + at), even0);
            even1 = TLanes.FusedMultiplyAdd(x, Load<TLanes>(b1 + at), even1);
            even2 = TLanes.FusedMultiplyAdd(x, Load<TLanes>(b2 + at), even2);
            even3 = TLanes.FusedMultiplyAdd(x, Load<TLanes>(b3 + at), even3);
            at += bStep;
            x = TLanes.Broadcast(a[d + 1]);
            odd0 = TLanes.FusedMultiplyAdd(x, Load<TLanes>(b0 + at), odd0);
            odd1 = TLanes.FusedMultiplyAdd(x, Load<TLanes>(b1 + at), odd1);
            odd2 = TLanes.FusedMultiplyAdd(x, Load<TLanes>(b2 + at), odd2);
            odd3 = TLanes.FusedMultiplyAdd(x, Load<TLanes>(b3 + at), odd3);
            at += bStep;
        }
        if (d < depth)
        {
            TLanes x = TLanes.Broadcast(a[d]);
            even0 = TLanes.FusedMultiplyAdd(x, Load<TLanes>(b0 + at), even0);
            even1 = TLanes.FusedMultiplyAdd(x, Load<TLanes>(b1 + at), even1);
            even2 = TLanes.FusedMultiplyAdd(x, Load<TLanes>(b2 + at), even2);
            even3 = TLanes.FusedMultiplyAdd(x, Load<TLanes>(b3 + at), even3);
        }
        StoreFour(even0 + odd0, even1 + odd1, even2 + odd2, even3 + odd3, c, addend);
    }

    /// <summary>One row of a (contiguous), one register of columns, four steps of the depth at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void OneRow<TLanes>(float* a, float* b, nint bStep, nint depth, float* c, float* addend) where TLanes : struct, ILanes<TLanes>
    {
        TLanes s0 = TLanes.Broadcast(0f), s1 = s0, s2 = s0, s3 = s0;
        nint d = 0;
        for (; d + 4 <= depth; d += 4, b += 4 * bStep)
        {
            s0 = TLanes.FusedMultiplyAdd(TLanes.Broadcast(a[d]), Load<TLanes>(b), s0);
            s1 = TLanes.FusedMultiplyAdd(TLanes.Broadcast(a[d + 1]), Load<TLanes>(b + bStep), s1);
            s2 = TLanes.FusedMultiplyAdd(TLanes.Broadcast(a[d + 2]), Load<TLanes>(b + 2 * bStep), s2);
            s3 = TLanes.FusedMultiplyAdd(TLanes.Broadcast(a[d + 3]), Load<TLanes>(b + 3 * bStep), s3);
        }
        for (; d < depth; d++, b += bStep)
            s0 = TLanes.FusedMultiplyAdd(TLanes.Broadcast(a[d]), Load<TLanes>(b), s0);
        s0 = s0 + s1 + (s2 + s3);
        if (addend != null)
            s0 += Load<TLanes>(addend);
        Store(s0, c);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreFour<TLanes>(TLanes s0, TLanes s1, TLanes s2, TLanes s3, float* c, float* addend) where TLanes : struct, ILanes<TLanes>
    {
        if (addend != null)
        {
            s0 += Load<TLanes>(addend);
            s1 += Load<TLanes>(addend + TLanes.Count);
            s2 += Load<TLanes>(addend + 2 * TLanes.Count);
            s3 += Load<TLanes>(addend + 3 * TLanes.Count);
        }
        Store(s0, c);
        Store(s1, c + TLanes.Count);
        Store(s2, c + 2 * TLanes.Count);
        Store(s3, c + 3 * TLanes.Count);
    }
}
