using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>y = epilogue(x·W) with W in panels. Tiles go through a small buffer on the stack, from which the epilogue takes them to y:
/// so the tile loops are compiled once for all epilogues, and nothing is written beyond a row's last column. The panels may be a part
/// of a matrix: their first column is column <paramref name="firstColumn"/> of y; and x may be, whose first row is row
/// <paramref name="firstRow"/> of y.</summary>
internal readonly unsafe struct ForwardKernel<TEpilogue>(
    Pointer<float> x, nint xStride, Pointer<float> panels, Pointer<float> y, nint yStride,
    nint rows, nint inner, nint columns, nint firstColumn, TEpilogue epilogue, nint firstRow = 0) : ILaneKernel where TEpilogue : struct, IEpilogue
{
    /// <summary>Floats of a block of rows of x, which stays in the second-level cache while the panels go by.</summary>
    private const int BlockFloats = 96 * 1024;

    private const int TileFloats = 256;

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TLanes>() where TLanes : struct, ILanes<TLanes>
    {
        float* buffer = stackalloc float[TileFloats + Panels.Width];
        float* tile = (float*)(((nint)buffer + 63) & ~63);
        if (rows == 1)
        {
            OneRow<TLanes>(tile);
            return;
        }
        nint blockRows = nint.Max(24, BlockFloats / nint.Max(inner, 1) & ~7);
        nint blockEnd;
        for (nint blockStart = 0; blockStart < rows; blockStart = blockEnd)
        {
            blockEnd = blockStart + TileRows.Height(blockStart, rows, blockRows);
            nint width;
            for (nint column = 0; column < columns; column += width)
            {
                // The panel that is left over at 512 bits has a tile of its own shape.
                bool narrow = TLanes.Count == Panels.Width && columns - column <= Panels.Width;
                width = narrow ? TLanes.Count : 2 * TLanes.Count;
                float* b0 = Column(column);
                float* b1 = Column(column + TLanes.Count);
                nint valid = nint.Min(width, columns - column), height, most = narrow ? TileRows.NarrowRows(xStride) : TileRows.WideRows<TLanes>();
                for (nint row = blockStart; row < blockEnd; row += height)
                {
                    height = TileRows.Height(row, blockEnd, most);
                    float* a = x.Value + row * xStride;
                    bool direct = typeof(TEpilogue) == typeof(NoEpilogue) && valid == width;
                    float* c = direct ? y.Value + (firstRow + row) * yStride + firstColumn + column : tile;
                    nint cRow = direct ? yStride : width;
                    if (narrow)
                        TileRows.Narrow<TLanes>(height, a, xStride, 1, b0, Panels.Width, inner, c, cRow, accumulate: false);
                    else
                        TileRows.Wide<TLanes>(height, a, xStride, 1, b0, b1, Panels.Width, inner, c, c + TLanes.Count, cRow, accumulate: false);
                    if (!direct)
                        Write<TLanes>(new Pointer<float>(tile), width, firstRow + row, firstRow + row + height, firstColumn + column, firstColumn + column + valid);
                }
            }
        }
    }

    /// <summary>A single row is bound by the reading of the weights: more columns at a time, no tiles.</summary>
    private void OneRow<TLanes>(float* tile) where TLanes : struct, ILanes<TLanes>
    {
        nint width;
        for (nint column = 0; column < columns; column += width)
        {
            // Four registers reach at most to the end of the last panel.
            bool four = column + 3 * TLanes.Count < columns;
            width = four ? 4 * TLanes.Count : TLanes.Count;
            nint end = nint.Min(columns, column + width);
            bool direct = typeof(TEpilogue) == typeof(NoEpilogue) && end == column + width;
            float* c = direct ? y.Value + firstRow * yStride + firstColumn + column : tile;
            if (four)
            {
                Tile.OneRow<TLanes>(
                    x.Value, Column(column), Column(column + TLanes.Count), Column(column + 2 * TLanes.Count), Column(column + 3 * TLanes.Count),
                    Panels.Width, inner, c);
            }
            else
            {
                Tile.OneRow<TLanes>(x.Value, Column(column), Panels.Width, inner, c);
            }
            if (!direct)
                Write<TLanes>(new Pointer<float>(tile), width, firstRow, firstRow + 1, firstColumn + column, firstColumn + end);
        }
    }

    /// <summary>Element (0, column) of the panels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private float* Column(nint column) => panels.Value + column / Panels.Width * inner * Panels.Width + column % Panels.Width;

    /// <summary>Takes a tile through the epilogue to y: whole registers, then the rest by one masked register or by bands of descending
    /// width. Each band is compiled only where a model has such columns.</summary>
    private void Write<TLanes>(Pointer<float> tile, nint tileStride, nint row, nint endRow, nint column, nint endColumn)
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

    private void WriteMasked(Pointer<float> tile, nint tileStride, nint row, nint endRow, nint column, nint endColumn)
    {
        switch (endColumn - column)
        {
            case 1: Band<PartialLanes16<Count1>>(tile, tileStride, row, endRow, column, endColumn); break;
            case 2: Band<PartialLanes16<Count2>>(tile, tileStride, row, endRow, column, endColumn); break;
            case 3: Band<PartialLanes16<Count3>>(tile, tileStride, row, endRow, column, endColumn); break;
            case 4: Band<PartialLanes16<Count4>>(tile, tileStride, row, endRow, column, endColumn); break;
            case 5: Band<PartialLanes16<Count5>>(tile, tileStride, row, endRow, column, endColumn); break;
            case 6: Band<PartialLanes16<Count6>>(tile, tileStride, row, endRow, column, endColumn); break;
            case 7: Band<PartialLanes16<Count7>>(tile, tileStride, row, endRow, column, endColumn); break;
            case 8: Band<PartialLanes16<Count8>>(tile, tileStride, row, endRow, column, endColumn); break;
            case 9: Band<PartialLanes16<Count9>>(tile, tileStride, row, endRow, column, endColumn); break;
            case 10: Band<PartialLanes16<Count10>>(tile, tileStride, row, endRow, column, endColumn); break;
            case 11: Band<PartialLanes16<Count11>>(tile, tileStride, row, endRow, column, endColumn); break;
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
