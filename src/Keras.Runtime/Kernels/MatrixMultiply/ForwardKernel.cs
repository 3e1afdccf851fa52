using System.Runtime.CompilerServices;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>y = epilogue(x·W) with W in panels. Tiles go through a small buffer on the stack, from which the epilogue takes them to y, unless it
/// does nothing but add: so the tile loops are compiled once for all epilogues, and nothing is written beyond a row's last column. The panels may be a part
/// of a matrix: their first column is column <paramref name="firstColumn"/> of y; and x may be, whose first row is row
/// <paramref name="firstRow"/> of y. A row of x may lie in runs of <paramref name="run"/> floats (0 for a single one), the next one
/// <paramref name="nextRun"/> floats after it.</summary>
internal readonly unsafe struct ForwardKernel<TEpilogue>(
    Pointer<float> x, nint xStride, Pointer<float> panels, Pointer<float> y, nint yStride,
    nint rows, nint inner, nint columns, nint firstColumn, TEpilogue epilogue, nint firstRow = 0,
    nint run = 0, nint nextRun = 0) : ILaneKernel where TEpilogue : struct, IEpilogue
{
    /// <summary>Floats of a block of rows of x or of y, which stays in the second-level cache while the panels go by.</summary>
    private const int BlockFloats = 96 * 1024;

    private const int TileFloats = 256;

    /// <summary>Floats of an x, or between both ends of a y, that may not be in the second-level cache: their lines are asked for while other
    /// products are summed, or the loads and stores that wait for them would hold up what follows.</summary>
    private const int FarFloats = 64 * 1024;

    /// <summary>Floats of a row of x that is asked for: along a longer one the machine reads ahead by itself.</summary>
    private const int MostAskedRow = 512;

    /// <summary>Floats of a y beside which an epilogue may read what is far away, as an entry of a long sequence, and for which asking pays.</summary>
    private const int AskedFloats = 4 * 1024;

    [SkipLocalsInit]
    public void Run<TLanes>() where TLanes : struct, ILanes<TLanes>
    {
        float* buffer = stackalloc float[TileFloats + Panels.Width];
        float* tile = (float*)(((nint)buffer + 63) & ~63);
        var writer = new EpilogueWriter<TEpilogue>(y, yStride, epilogue);
        // Apart: where there are few rows alone, the other is never compiled.
        if (run == 0 && rows > 0 && rows <= TileRows.BroadRows<TLanes>())
            FewRows<TLanes>(tile, writer);
        else
            ManyRows<TLanes>(tile, writer);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ManyRows<TLanes>(float* tile, in EpilogueWriter<TEpilogue> writer) where TLanes : struct, ILanes<TLanes>
    {
        nint blockRows = nint.Max(24, BlockFloats / nint.Max(1, nint.Max(inner, columns)) & ~7);
        TEpilogue last = epilogue; // a copy, whose fields can live in registers
        bool asks = rows * columns >= AskedFloats;
        bool far = rows * yStride >= FarFloats, farRows = rows * inner >= FarFloats && inner <= MostAskedRow && run == 0;
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
                nint valid = nint.Min(width, columns - column), height;
                int most = narrow ? TileRows.NarrowRows(xStride) : TileRows.WideRows<TLanes>();
                // What an epilogue adds, the tiles add themselves.
                bool direct = Addend.Is<TEpilogue>() && valid == width;
                for (nint row = blockStart; row < blockEnd; row += height)
                {
                    height = TileRows.Height(row, blockEnd, most);
                    nint next = row + height;
                    float* a = x.Value + row * xStride;
                    float* c = direct ? y.Value + (firstRow + row) * yStride + firstColumn + column : tile;
                    nint cRow = direct ? yStride : width, addendRow = 0;
                    float* addend = direct ? Addend.Of(ref last, firstRow + row, firstColumn + column, out addendRow) : null;
                    if (far)
                        CacheLines.Prefetch(y.Value + (firstRow + row) * yStride + firstColumn + column, yStride, height, width / CacheLines.Floats);
                    // The first column of tiles brings the rows of x: those of the next tile come while this one is summed.
                    if (farRows && column == 0 && next < blockEnd)
                        CacheLines.Prefetch(a + height * xStride, xStride, nint.Min(height, blockEnd - next), inner / CacheLines.Floats);
                    if (asks)
                    {
                        // The tile after this one may be the first of the next columns.
                        bool goesOn = next < blockEnd;
                        last.Ask(firstRow + (goesOn ? next : blockStart), height, firstColumn + (goesOn ? column : column + width), width);
                    }
                    if (run > 0 && narrow)
                        TileRows.Narrow<TLanes, InRuns>(height, a, xStride, 1, b0, Panels.Width, inner, c, cRow, accumulate: false, addend, addendRow, run, nextRun);
                    else if (run > 0)
                        TileRows.Wide<TLanes, InRuns>(height, a, xStride, 1, b0, b1, Panels.Width, inner, c, c + TLanes.Count, cRow, accumulate: false, addend, addendRow, run, nextRun);
                    else if (narrow)
                        TileRows.Narrow<TLanes, InRows>(height, a, xStride, 1, b0, Panels.Width, inner, c, cRow, accumulate: false, addend, addendRow);
                    else
                        TileRows.Wide<TLanes, InRows>(height, a, xStride, 1, b0, b1, Panels.Width, inner, c, c + TLanes.Count, cRow, accumulate: false, addend, addendRow);
                    if (!direct)
                        writer.Write<TLanes>(new Pointer<float>(tile), width, firstRow + row, firstRow + next, firstColumn + column, firstColumn + column + valid);
                }
            }
        }
    }

    /// <summary>Few rows are bound by the reading of the weights: more columns at a time. The direction changes from call to call, so that the
    /// next step of a recurrence finds the end of weights that are too large for a cache still there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FewRows<TLanes>(float* tile, in EpilogueWriter<TEpilogue> writer) where TLanes : struct, ILanes<TLanes>
    {
        TEpilogue last = epilogue;
        // Four registers reach at most to the end of the last panel. A single row has no tile of two.
        nint registers = (columns + TLanes.Count - 1) / TLanes.Count, fours = registers / 4, twos = rows == 1 ? 0 : registers % 4 / 2;
        nint blocks = registers - 3 * fours - twos;
        bool backwards = Sweep.Turn();
        for (nint i = 0; i < blocks; i++)
        {
            nint block = backwards ? blocks - 1 - i : i, behind = nint.Max(0, block - fours);
            nint at = 4 * nint.Min(block, fours) + behind + nint.Min(behind, twos);
            int count = block < fours ? 4 : behind < twos ? 2 : 1;
            nint column = at * TLanes.Count, width = count * TLanes.Count, end = nint.Min(columns, column + width);
            bool direct = Addend.Is<TEpilogue>() && end == column + width;
            float* c = direct ? y.Value + firstRow * yStride + firstColumn + column : tile;
            nint cRow = direct ? yStride : width, addendRow = 0;
            float* addend = direct ? Addend.Of(ref last, firstRow, firstColumn + column, out addendRow) : null;
            float* b = Column(column);
            if (count == 4)
            {
                TileRows.Broad<TLanes>(
                    rows, x.Value, xStride, b, Column(column + TLanes.Count), Column(column + 2 * TLanes.Count), Column(column + 3 * TLanes.Count),
                    Panels.Width, inner, c, cRow, addend, addendRow);
            }
            else if (count == 2)
                TileRows.Wide<TLanes, InRows>(rows, x.Value, xStride, 1, b, Column(column + TLanes.Count), Panels.Width, inner, c, c + TLanes.Count, cRow, accumulate: false, addend, addendRow);
            else if (rows == 1)
                Tile.OneRow<TLanes>(x.Value, b, Panels.Width, inner, c, addend);
            else
                TileRows.Narrow<TLanes, InRows>(rows, x.Value, xStride, 1, b, Panels.Width, inner, c, cRow, accumulate: false, addend, addendRow);
            if (!direct)
                writer.Write<TLanes>(new Pointer<float>(tile), width, firstRow, firstRow + rows, firstColumn + column, firstColumn + end);
        }
    }

    /// <summary>Element (0, column) of the panels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private float* Column(nint column) => panels.Value + column / Panels.Width * inner * Panels.Width + column % Panels.Width;
}
