using System.Runtime.CompilerServices;
using Keras.Hosting;
using static Keras.Kernels.LaneMemory;

namespace Keras.Kernels;

/// <summary>The innermost loops of all matrix products: a block of c is held in registers while one pass over the depth adds the outer
/// products of a column of a and a row of b. Element (row, d) of a is at <c>a + row·aRow + d·aStep</c>, row d of b at
/// <c>b + d·bStep</c>. Where a lies in runs of aRun columns, the next one begins aNext floats after it. The number of rows is a type, so that the JIT drops the
/// registers of those that are not there; and so is the layout of a, which for rows leaves a single loop. Sums begin with c where they
/// accumulate; where there is an addend, whose columns lie as those of c, it is added at last. Nothing in these methods may be a real call: it
/// would push all accumulators out of their registers.</summary>
internal static unsafe partial class Tile
{
    /// <summary>Up to 8 rows, two registers of columns: one at b0 and c0, one at b1 and c1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Wide<TLanes, TRows, TLayout>(
        float* a, nint aRow, nint aStep, float* b0, float* b1, nint bStep, nint depth, float* c0, float* c1, nint cRow, bool accumulate,
        float* addend, nint addendRow, nint aRun, nint aNext)
        where TLanes : struct, ILanes<TLanes> where TRows : struct, ICount where TLayout : struct, ITileLayout
    {
        TLanes s00 = TLanes.Broadcast(0f), s01 = TLanes.Broadcast(0f);
        TLanes s10 = TLanes.Broadcast(0f), s11 = TLanes.Broadcast(0f);
        TLanes s20 = TLanes.Broadcast(0f), s21 = TLanes.Broadcast(0f);
        TLanes s30 = TLanes.Broadcast(0f), s31 = TLanes.Broadcast(0f);
        TLanes s40 = TLanes.Broadcast(0f), s41 = TLanes.Broadcast(0f);
        TLanes s50 = TLanes.Broadcast(0f), s51 = TLanes.Broadcast(0f);
        TLanes s60 = TLanes.Broadcast(0f), s61 = TLanes.Broadcast(0f);
        TLanes s70 = TLanes.Broadcast(0f), s71 = TLanes.Broadcast(0f);
        if (accumulate)
        {
            if (TRows.Count > 0) { s00 = Load<TLanes>(c0 + 0 * cRow); s01 = Load<TLanes>(c1 + 0 * cRow); }
            if (TRows.Count > 1) { s10 = Load<TLanes>(c0 + 1 * cRow); s11 = Load<TLanes>(c1 + 1 * cRow); }
            if (TRows.Count > 2) { s20 = Load<TLanes>(c0 + 2 * cRow); s21 = Load<TLanes>(c1 + 2 * cRow); }
            if (TRows.Count > 3) { s30 = Load<TLanes>(c0 + 3 * cRow); s31 = Load<TLanes>(c1 + 3 * cRow); }
            if (TRows.Count > 4) { s40 = Load<TLanes>(c0 + 4 * cRow); s41 = Load<TLanes>(c1 + 4 * cRow); }
            if (TRows.Count > 5) { s50 = Load<TLanes>(c0 + 5 * cRow); s51 = Load<TLanes>(c1 + 5 * cRow); }
            if (TRows.Count > 6) { s60 = Load<TLanes>(c0 + 6 * cRow); s61 = Load<TLanes>(c1 + 6 * cRow); }
            if (TRows.Count > 7) { s70 = Load<TLanes>(c0 + 7 * cRow); s71 = Load<TLanes>(c1 + 7 * cRow); }
        }

        // Rows are reached from two pointers, with the offsets of their neighbours in registers.
        nint aRow2 = 2 * aRow, aRow3 = 3 * aRow;
        float* upper = a + 4 * aRow;
        nint jump = aNext - aRun * aStep;
        do
        {
            nint steps = TLayout.HasRuns ? nint.Min(aRun, depth) : depth;
            for (nint d = 0; d < steps; d++)
            {
                TLanes v0 = Load<TLanes>(b0), v1 = Load<TLanes>(b1), x;
                if (TRows.Count > 0) { x = TLanes.Broadcast(*(a)); s00 = TLanes.FusedMultiplyAdd(x, v0, s00); s01 = TLanes.FusedMultiplyAdd(x, v1, s01); }
                if (TRows.Count > 1) { x = TLanes.Broadcast(*(a + aRow)); s10 = TLanes.FusedMultiplyAdd(x, v0, s10); s11 = TLanes.FusedMultiplyAdd(x, v1, s11); }
                if (TRows.Count > 2) { x = TLanes.Broadcast(*(a + aRow2)); s20 = TLanes.FusedMultiplyAdd(x, v0, s20); s21 = TLanes.FusedMultiplyAdd(x, v1, s21); }
                if (TRows.Count > 3) { x = TLanes.Broadcast(*(a + aRow3)); s30 = TLanes.FusedMultiplyAdd(x, v0, s30); s31 = TLanes.FusedMultiplyAdd(x, v1, s31); }
                if (TRows.Count > 4) { x = TLanes.Broadcast(*(upper)); s40 = TLanes.FusedMultiplyAdd(x, v0, s40); s41 = TLanes.FusedMultiplyAdd(x, v1, s41); }
                if (TRows.Count > 5) { x = TLanes.Broadcast(*(upper + aRow)); s50 = TLanes.FusedMultiplyAdd(x, v0, s50); s51 = TLanes.FusedMultiplyAdd(x, v1, s51); }
                if (TRows.Count > 6) { x = TLanes.Broadcast(*(upper + aRow2)); s60 = TLanes.FusedMultiplyAdd(x, v0, s60); s61 = TLanes.FusedMultiplyAdd(x, v1, s61); }
                if (TRows.Count > 7) { x = TLanes.Broadcast(*(upper + aRow3)); s70 = TLanes.FusedMultiplyAdd(x, v0, s70); s71 = TLanes.FusedMultiplyAdd(x, v1, s71); }
                a += aStep;
                upper += aStep;
                b0 += bStep;
                b1 += bStep;
            }
            a += jump;
            upper += jump;
            depth -= steps;
        }
        while (TLayout.HasRuns && depth > 0);

        if (addend != null)
        {
            float* second = addend + (c1 - c0);
            if (TRows.Count > 0) { s00 += Load<TLanes>(addend + 0 * addendRow); s01 += Load<TLanes>(second + 0 * addendRow); }
            if (TRows.Count > 1) { s10 += Load<TLanes>(addend + 1 * addendRow); s11 += Load<TLanes>(second + 1 * addendRow); }
            if (TRows.Count > 2) { s20 += Load<TLanes>(addend + 2 * addendRow); s21 += Load<TLanes>(second + 2 * addendRow); }
            if (TRows.Count > 3) { s30 += Load<TLanes>(addend + 3 * addendRow); s31 += Load<TLanes>(second + 3 * addendRow); }
            if (TRows.Count > 4) { s40 += Load<TLanes>(addend + 4 * addendRow); s41 += Load<TLanes>(second + 4 * addendRow); }
            if (TRows.Count > 5) { s50 += Load<TLanes>(addend + 5 * addendRow); s51 += Load<TLanes>(second + 5 * addendRow); }
            if (TRows.Count > 6) { s60 += Load<TLanes>(addend + 6 * addendRow); s61 += Load<TLanes>(second + 6 * addendRow); }
            if (TRows.Count > 7) { s70 += Load<TLanes>(addend + 7 * addendRow); s71 += Load<TLanes>(second + 7 * addendRow); }
        }
        if (TRows.Count > 0) { Store(s00, c0 + 0 * cRow); Store(s01, c1 + 0 * cRow); }
        if (TRows.Count > 1) { Store(s10, c0 + 1 * cRow); Store(s11, c1 + 1 * cRow); }
        if (TRows.Count > 2) { Store(s20, c0 + 2 * cRow); Store(s21, c1 + 2 * cRow); }
        if (TRows.Count > 3) { Store(s30, c0 + 3 * cRow); Store(s31, c1 + 3 * cRow); }
        if (TRows.Count > 4) { Store(s40, c0 + 4 * cRow); Store(s41, c1 + 4 * cRow); }
        if (TRows.Count > 5) { Store(s50, c0 + 5 * cRow); Store(s51, c1 + 5 * cRow); }
        if (TRows.Count > 6) { Store(s60, c0 + 6 * cRow); Store(s61, c1 + 6 * cRow); }
        if (TRows.Count > 7) { Store(s70, c0 + 7 * cRow); Store(s71, c1 + 7 * cRow); }
    }

    /// <summary>Up to 16 rows, one register of columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Narrow<TLanes, TRows, TLayout>(
        float* a, nint aRow, nint aStep, float* b, nint bStep, nint depth, float* c, nint cRow, bool accumulate,
        float* addend, nint addendRow, nint aRun, nint aNext)
        where TLanes : struct, ILanes<TLanes> where TRows : struct, ICount where TLayout : struct, ITileLayout
    {
        TLanes s0 = TLanes.Broadcast(0f), s1 = TLanes.Broadcast(0f), s2 = TLanes.Broadcast(0f), s3 = TLanes.Broadcast(0f);
        TLanes s4 = TLanes.Broadcast(0f), s5 = TLanes.Broadcast(0f), s6 = TLanes.Broadcast(0f), s7 = TLanes.Broadcast(0f);
        TLanes s8 = TLanes.Broadcast(0f), s9 = TLanes.Broadcast(0f), s10 = TLanes.Broadcast(0f), s11 = TLanes.Broadcast(0f);
        TLanes s12 = TLanes.Broadcast(0f), s13 = TLanes.Broadcast(0f), s14 = TLanes.Broadcast(0f), s15 = TLanes.Broadcast(0f);
        if (accumulate)
        {
            if (TRows.Count > 0) s0 = Load<TLanes>(c + 0 * cRow);
            if (TRows.Count > 1) s1 = Load<TLanes>(c + 1 * cRow);
            if (TRows.Count > 2) s2 = Load<TLanes>(c + 2 * cRow);
            if (TRows.Count > 3) s3 = Load<TLanes>(c + 3 * cRow);
            if (TRows.Count > 4) s4 = Load<TLanes>(c + 4 * cRow);
            if (TRows.Count > 5) s5 = Load<TLanes>(c + 5 * cRow);
            if (TRows.Count > 6) s6 = Load<TLanes>(c + 6 * cRow);
            if (TRows.Count > 7) s7 = Load<TLanes>(c + 7 * cRow);
            if (TRows.Count > 8) s8 = Load<TLanes>(c + 8 * cRow);
            if (TRows.Count > 9) s9 = Load<TLanes>(c + 9 * cRow);
            if (TRows.Count > 10) s10 = Load<TLanes>(c + 10 * cRow);
            if (TRows.Count > 11) s11 = Load<TLanes>(c + 11 * cRow);
            if (TRows.Count > 12) s12 = Load<TLanes>(c + 12 * cRow);
            if (TRows.Count > 13) s13 = Load<TLanes>(c + 13 * cRow);
            if (TRows.Count > 14) s14 = Load<TLanes>(c + 14 * cRow);
            if (TRows.Count > 15) s15 = Load<TLanes>(c + 15 * cRow);
        }

        nint aRow2 = 2 * aRow, aRow3 = 3 * aRow;
        float* a4 = a + 4 * aRow;
        float* a8 = a4 + 4 * aRow;
        float* a12 = a8 + 4 * aRow;
        nint jump = aNext - aRun * aStep;
        do
        {
            nint steps = TLayout.HasRuns ? nint.Min(aRun, depth) : depth;
            for (nint d = 0; d < steps; d++)
            {
                TLanes v = Load<TLanes>(b);
                if (TRows.Count > 0) s0 = TLanes.MultiplyAdd(new Pointer<float>(a), v, s0);
                if (TRows.Count > 1) s1 = TLanes.MultiplyAdd(new Pointer<float>(a + aRow), v, s1);
                if (TRows.Count > 2) s2 = TLanes.MultiplyAdd(new Pointer<float>(a + aRow2), v, s2);
                if (TRows.Count > 3) s3 = TLanes.MultiplyAdd(new Pointer<float>(a + aRow3), v, s3);
                if (TRows.Count > 4) s4 = TLanes.MultiplyAdd(new Pointer<float>(a4), v, s4);
                if (TRows.Count > 5) s5 = TLanes.MultiplyAdd(new Pointer<float>(a4 + aRow), v, s5);
                if (TRows.Count > 6) s6 = TLanes.MultiplyAdd(new Pointer<float>(a4 + aRow2), v, s6);
                if (TRows.Count > 7) s7 = TLanes.MultiplyAdd(new Pointer<float>(a4 + aRow3), v, s7);
                if (TRows.Count > 8) s8 = TLanes.MultiplyAdd(new Pointer<float>(a8), v, s8);
                if (TRows.Count > 9) s9 = TLanes.MultiplyAdd(new Pointer<float>(a8 + aRow), v, s9);
                if (TRows.Count > 10) s10 = TLanes.MultiplyAdd(new Pointer<float>(a8 + aRow2), v, s10);
                if (TRows.Count > 11) s11 = TLanes.MultiplyAdd(new Pointer<float>(a8 + aRow3), v, s11);
                if (TRows.Count > 12) s12 = TLanes.MultiplyAdd(new Pointer<float>(a12), v, s12);
                if (TRows.Count > 13) s13 = TLanes.MultiplyAdd(new Pointer<float>(a12 + aRow), v, s13);
                if (TRows.Count > 14) s14 = TLanes.MultiplyAdd(new Pointer<float>(a12 + aRow2), v, s14);
                if (TRows.Count > 15) s15 = TLanes.MultiplyAdd(new Pointer<float>(a12 + aRow3), v, s15);
                a += aStep;
                a4 += aStep;
                a8 += aStep;
                a12 += aStep;
                b += bStep;
            }
            a += jump;
            a4 += jump;
            a8 += jump;
            a12 += jump;
            depth -= steps;
        }
        while (TLayout.HasRuns && depth > 0);

        if (addend != null)
        {
            if (TRows.Count > 0) s0 += Load<TLanes>(addend + 0 * addendRow);
            if (TRows.Count > 1) s1 += Load<TLanes>(addend + 1 * addendRow);
            if (TRows.Count > 2) s2 += Load<TLanes>(addend + 2 * addendRow);
            if (TRows.Count > 3) s3 += Load<TLanes>(addend + 3 * addendRow);
            if (TRows.Count > 4) s4 += Load<TLanes>(addend + 4 * addendRow);
            if (TRows.Count > 5) s5 += Load<TLanes>(addend + 5 * addendRow);
            if (TRows.Count > 6) s6 += Load<TLanes>(addend + 6 * addendRow);
            if (TRows.Count > 7) s7 += Load<TLanes>(addend + 7 * addendRow);
            if (TRows.Count > 8) s8 += Load<TLanes>(addend + 8 * addendRow);
            if (TRows.Count > 9) s9 += Load<TLanes>(addend + 9 * addendRow);
            if (TRows.Count > 10) s10 += Load<TLanes>(addend + 10 * addendRow);
            if (TRows.Count > 11) s11 += Load<TLanes>(addend + 11 * addendRow);
            if (TRows.Count > 12) s12 += Load<TLanes>(addend + 12 * addendRow);
            if (TRows.Count > 13) s13 += Load<TLanes>(addend + 13 * addendRow);
            if (TRows.Count > 14) s14 += Load<TLanes>(addend + 14 * addendRow);
            if (TRows.Count > 15) s15 += Load<TLanes>(addend + 15 * addendRow);
        }
        if (TRows.Count > 0) Store(s0, c + 0 * cRow);
        if (TRows.Count > 1) Store(s1, c + 1 * cRow);
        if (TRows.Count > 2) Store(s2, c + 2 * cRow);
        if (TRows.Count > 3) Store(s3, c + 3 * cRow);
        if (TRows.Count > 4) Store(s4, c + 4 * cRow);
        if (TRows.Count > 5) Store(s5, c + 5 * cRow);
        if (TRows.Count > 6) Store(s6, c + 6 * cRow);
        if (TRows.Count > 7) Store(s7, c + 7 * cRow);
        if (TRows.Count > 8) Store(s8, c + 8 * cRow);
        if (TRows.Count > 9) Store(s9, c + 9 * cRow);
        if (TRows.Count > 10) Store(s10, c + 10 * cRow);
        if (TRows.Count > 11) Store(s11, c + 11 * cRow);
        if (TRows.Count > 12) Store(s12, c + 12 * cRow);
        if (TRows.Count > 13) Store(s13, c + 13 * cRow);
        if (TRows.Count > 14) Store(s14, c + 14 * cRow);
        if (TRows.Count > 15) Store(s15, c + 15 * cRow);
    }
}
