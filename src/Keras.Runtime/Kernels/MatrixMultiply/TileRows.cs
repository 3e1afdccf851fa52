using System.Runtime.CompilerServices;

namespace Keras.Kernels;

/// <summary>Splits rows into tiles of nearly equal height and calls the tile of that height: a small last tile would run at a
/// fraction of the speed. Optimised from the first call on, as the tiles are: short tiles would wait for what calls them.</summary>
internal static unsafe class TileRows
{
    /// <summary>Rows of the widest tile: 16 accumulators of 512 bits, 12 of the 16 registers that narrower machines have.</summary>
    internal static int WideRows<TLanes>() where TLanes : struct, ILanes<TLanes> => TLanes.Count == 16 ? 8 : 6;

    /// <summary>Rows of a tile of four registers of columns at 512 bits.</summary>
    internal const int MostBroadRows = 4;

    /// <summary>Rows of a tile of four registers of columns: narrower machines have registers for two.</summary>
    internal static int BroadRows<TLanes>() where TLanes : struct, ILanes<TLanes> => TLanes.Count == 16 ? MostBroadRows : 2;

    /// <summary>Rows of a one-register tile. Rows a multiple of 4 KiB apart fall into one set of the first-level cache, which holds
    /// 8 lines.</summary>
    internal static int NarrowRows(nint aRow) => aRow % 1024 == 0 && aRow != 0 ? 8 : 16;

    /// <summary>Height of the tile at <paramref name="row"/> when <paramref name="rows"/> are split evenly into tiles of at most
    /// <paramref name="most"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static nint Height(nint row, nint rows, nint most)
    {
        nint left = rows - row, tiles = (left + most - 1) / most;
        return (left + tiles - 1) / tiles;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Wide<TLanes, TLayout>(
        nint rows, float* a, nint aRow, nint aStep, float* b0, float* b1, nint bStep, nint depth, float* c0, float* c1, nint cRow, bool accumulate,
        float* addend = null, nint addendRow = 0, nint aRun = 0, nint aNext = 0)
        where TLanes : struct, ILanes<TLanes> where TLayout : struct, ITileLayout
    {
        switch (rows)
        {
            case 1: Tile.Wide<TLanes, Count1, TLayout>(a, aRow, aStep, b0, b1, bStep, depth, c0, c1, cRow, accumulate, addend, addendRow, aRun, aNext); break;
            case 2: Tile.Wide<TLanes, Count2, TLayout>(a, aRow, aStep, b0, b1, bStep, depth, c0, c1, cRow, accumulate, addend, addendRow, aRun, aNext); break;
            case 3: Tile.Wide<TLanes, Count3, TLayout>(a, aRow, aStep, b0, b1, bStep, depth, c0, c1, cRow, accumulate, addend, addendRow, aRun, aNext); break;
            case 4: Tile.Wide<TLanes, Count4, TLayout>(a, aRow, aStep, b0, b1, bStep, depth, c0, c1, cRow, accumulate, addend, addendRow, aRun, aNext); break;
            case 5: Tile.Wide<TLanes, Count5, TLayout>(a, aRow, aStep, b0, b1, bStep, depth, c0, c1, cRow, accumulate, addend, addendRow, aRun, aNext); break;
            case 6: Tile.Wide<TLanes, Count6, TLayout>(a, aRow, aStep, b0, b1, bStep, depth, c0, c1, cRow, accumulate, addend, addendRow, aRun, aNext); break;
            case 7: Tile.Wide<TLanes, Count7, TLayout>(a, aRow, aStep, b0, b1, bStep, depth, c0, c1, cRow, accumulate, addend, addendRow, aRun, aNext); break;
            default: Tile.Wide<TLanes, Count8, TLayout>(a, aRow, aStep, b0, b1, bStep, depth, c0, c1, cRow, accumulate, addend, addendRow, aRun, aNext); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Narrow<TLanes, TLayout>(
        nint rows, float* a, nint aRow, nint aStep, float* b, nint bStep, nint depth, float* c, nint cRow, bool accumulate,
        float* addend = null, nint addendRow = 0, nint aRun = 0, nint aNext = 0)
        where TLanes : struct, ILanes<TLanes> where TLayout : struct, ITileLayout
    {
        switch (rows)
        {
            case 1: Tile.Narrow<TLanes, Count1, TLayout>(a, aRow, aStep, b, bStep, depth, c, cRow, accumulate, addend, addendRow, aRun, aNext); break;
            case 2: Tile.Narrow<TLanes, Count2, TLayout>(a, aRow, aStep, b, bStep, depth, c, cRow, accumulate, addend, addendRow, aRun, aNext); break;
            case 3: Tile.Narrow<TLanes, Count3, TLayout>(a, aRow, aStep, b, bStep, depth, c, cRow, accumulate, addend, addendRow, aRun, aNext); break;
            case 4: Tile.Narrow<TLanes, Count4, TLayout>(a, aRow, aStep, b, bStep, depth, c, cRow, accumulate, addend, addendRow, aRun, aNext); break;
            case 5: Tile.Narrow<TLanes, Count5, TLayout>(a, aRow, aStep, b, bStep, depth, c, cRow, accumulate, addend, addendRow, aRun, aNext); break;
            case 6: Tile.Narrow<TLanes, Count6, TLayout>(a, aRow, aStep, b, bStep, depth, c, cRow, accumulate, addend, addendRow, aRun, aNext); break;
            case 7: Tile.Narrow<TLanes, Count7, TLayout>(a, aRow, aStep, b, bStep, depth, c, cRow, accumulate, addend, addendRow, aRun, aNext); break;
            case 8: Tile.Narrow<TLanes, Count8, TLayout>(a, aRow, aStep, b, bStep, depth, c, cRow, accumulate, addend, addendRow, aRun, aNext); break;
            case 9: Tile.Narrow<TLanes, Count9, TLayout>(a, aRow, aStep, b, bStep, depth, c, cRow, accumulate, addend, addendRow, aRun, aNext); break;
            case 10: Tile.Narrow<TLanes, Count10, TLayout>(a, aRow, aStep, b, bStep, depth, c, cRow, accumulate, addend, addendRow, aRun, aNext); break;
            case 11: Tile.Narrow<TLanes, Count11, TLayout>(a, aRow, aStep, b, bStep, depth, c, cRow, accumulate, addend, addendRow, aRun, aNext); break;
            case 12: Tile.Narrow<TLanes, Count12, TLayout>(a, aRow, aStep, b, bStep, depth, c, cRow, accumulate, addend, addendRow, aRun, aNext); break;
            case 13: Tile.Narrow<TLanes, Count13, TLayout>(a, aRow, aStep, b, bStep, depth, c, cRow, accumulate, addend, addendRow, aRun, aNext); break;
            case 14: Tile.Narrow<TLanes, Count14, TLayout>(a, aRow, aStep, b, bStep, depth, c, cRow, accumulate, addend, addendRow, aRun, aNext); break;
            case 15: Tile.Narrow<TLanes, Count15, TLayout>(a, aRow, aStep, b, bStep, depth, c, cRow, accumulate, addend, addendRow, aRun, aNext); break;
            default: Tile.Narrow<TLanes, Count16, TLayout>(a, aRow, aStep, b, bStep, depth, c, cRow, accumulate, addend, addendRow, aRun, aNext); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Broad<TLanes>(
        nint rows, float* a, nint aRow, float* b0, float* b1, float* b2, float* b3, nint bStep, nint depth, float* c, nint cRow, float* addend, nint addendRow)
        where TLanes : struct, ILanes<TLanes>
    {
        switch (rows)
        {
            case 1: Tile.OneRow<TLanes>(a, b0, b1, b2, b3, bStep, depth, c, addend); break;
            case 2: Tile.Broad<TLanes, Count2>(a, aRow, b0, b1, b2, b3, bStep, depth, c, cRow, addend, addendRow); break;
            case 3: Tile.Broad<TLanes, Count3>(a, aRow, b0, b1, b2, b3, bStep, depth, c, cRow, addend, addendRow); break;
            default: Tile.Broad<TLanes, Count4>(a, aRow, b0, b1, b2, b3, bStep, depth, c, cRow, addend, addendRow); break;
        }
    }

    /// <summary>All rows of one column of tiles: one register wide where b1 is null, else two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void All<TLanes, TLayout>(
        nint rows, float* a, nint aRow, nint aStep, float* b0, float* b1, nint bStep, nint depth, float* c0, float* c1, nint cRow, bool accumulate, nint aRun = 0, nint aNext = 0)
        where TLanes : struct, ILanes<TLanes> where TLayout : struct, ITileLayout
    {
        nint height, most = b1 == null ? NarrowRows(aRow) : WideRows<TLanes>();
        for (nint row = 0; row < rows; row += height)
        {
            height = Height(row, rows, most);
            if (b1 == null)
                Narrow<TLanes, TLayout>(height, a + row * aRow, aRow, aStep, b0, bStep, depth, c0 + row * cRow, cRow, accumulate, aRun: aRun, aNext: aNext);
            else
                Wide<TLanes, TLayout>(height, a + row * aRow, aRow, aStep, b0, b1, bStep, depth, c0 + row * cRow, c1 + row * cRow, cRow, accumulate, aRun: aRun, aNext: aNext);
        }
    }
}
