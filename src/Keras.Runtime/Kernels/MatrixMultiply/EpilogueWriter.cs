using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>Takes results from a small buffer through an epilogue to y, whose rows are <paramref name="yStride"/> floats apart. Nothing is
/// written beyond the last column.</summary>
internal readonly struct EpilogueWriter<TEpilogue>(Pointer<float> y, nint yStride, TEpilogue epilogue) where TEpilogue : struct, IEpilogue
{
    /// <summary>Takes a tile through the epilogue to y: whole registers, then the rest by one masked register or by bands of descending
    /// width. Each band is compiled only where a model has such columns.</summary>
    internal void Write<TLanes>(Pointer<float> tile, nint tileStride, nint row, nint endRow, nint column, nint endColumn)
        where TLanes : struct, ILanes<TLanes>
    {
        nint at = column;
        if (endColumn - at >= TLanes.Count)
            at = Band<TLanes>(tile, tileStride, row, endRow, at, endColumn);
        if (at == endColumn)
            return;
        tile += at - column;
        if (TLanes.Count == 16 && Avx512F.IsSupported)
        {
            WriteMasked(tile, tileStride, row, endRow, at, endColumn);
            return;
        }
        column = at;
        if (TLanes.Count > 8 && endColumn - at >= 8)
            at = Band<Lanes8>(tile, tileStride, row, endRow, at, endColumn);
        if (TLanes.Count > 4 && endColumn - at >= 4)
            at = Band<Lanes4>(tile + (at - column), tileStride, row, endRow, at, endColumn);
        if (TLanes.Count > 1 && at < endColumn)
            Band<Lanes1>(tile + (at - column), tileStride, row, endRow, at, endColumn);
    }

    /// <summary>The JIT loads the types of all calls in a method, be they made or not: hence a few in each.</summary>
    private void WriteMasked(Pointer<float> tile, nint tileStride, nint row, nint endRow, nint column, nint endColumn)
    {
        switch ((endColumn - column) / 4)
        {
            case 0: WriteOneToThree(tile, tileStride, row, endRow, column, endColumn); break;
            case 1: WriteFourToSeven(tile, tileStride, row, endRow, column, endColumn); break;
            case 2: WriteEightToEleven(tile, tileStride, row, endRow, column, endColumn); break;
            default: WriteTwelveToFifteen(tile, tileStride, row, endRow, column, endColumn); break;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void WriteOneToThree(Pointer<float> tile, nint tileStride, nint row, nint endRow, nint column, nint endColumn)
    {
        switch (endColumn - column)
        {
            case 1: Band<PartialLanes16<Count1>>(tile, tileStride, row, endRow, column, endColumn); break;
            case 2: Band<PartialLanes16<Count2>>(tile, tileStride, row, endRow, column, endColumn); break;
            case 3: Band<PartialLanes16<Count3>>(tile, tileStride, row, endRow, column, endColumn); break;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void WriteFourToSeven(Pointer<float> tile, nint tileStride, nint row, nint endRow, nint column, nint endColumn)
    {
        switch (endColumn - column)
        {
            case 4: Band<PartialLanes16<Count4>>(tile, tileStride, row, endRow, column, endColumn); break;
            case 5: Band<PartialLanes16<Count5>>(tile, tileStride, row, endRow, column, endColumn); break;
            case 6: Band<PartialLanes16<Count6>>(tile, tileStride, row, endRow, column, endColumn); break;
            case 7: Band<PartialLanes16<Count7>>(tile, tileStride, row, endRow, column, endColumn); break;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void WriteEightToEleven(Pointer<float> tile, nint tileStride, nint row, nint endRow, nint column, nint endColumn)
    {
        switch (endColumn - column)
        {
            case 8: Band<PartialLanes16<Count8>>(tile, tileStride, row, endRow, column, endColumn); break;
            case 9: Band<PartialLanes16<Count9>>(tile, tileStride, row, endRow, column, endColumn); break;
            case 10: Band<PartialLanes16<Count10>>(tile, tileStride, row, endRow, column, endColumn); break;
            case 11: Band<PartialLanes16<Count11>>(tile, tileStride, row, endRow, column, endColumn); break;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void WriteTwelveToFifteen(Pointer<float> tile, nint tileStride, nint row, nint endRow, nint column, nint endColumn)
    {
        switch (endColumn - column)
        {
            case 12: Band<PartialLanes16<Count12>>(tile, tileStride, row, endRow, column, endColumn); break;
            case 13: Band<PartialLanes16<Count13>>(tile, tileStride, row, endRow, column, endColumn); break;
            case 14: Band<PartialLanes16<Count14>>(tile, tileStride, row, endRow, column, endColumn); break;
            case 15: Band<PartialLanes16<Count15>>(tile, tileStride, row, endRow, column, endColumn); break;
        }
    }

    /// <returns>The first column not covered.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private nint Band<TLanes>(Pointer<float> tile, nint tileStride, nint row, nint endRow, nint column, nint endColumn)
        where TLanes : struct, ILanes<TLanes>
    {
        TEpilogue last = epilogue; // a copy, whose fields can live in registers
        endColumn -= (endColumn - column) % TLanes.Count;
        Pointer<float> target = y + row * yStride;
        for (; row < endRow; row++, target += yStride, tile += tileStride)
        {
            for (nint n = column; n < endColumn; n += TLanes.Count)
                TLanes.Store(last.Apply(TLanes.Load(tile, n - column), row, n), target, n);
        }
        return endColumn;
    }
}
