using System.Runtime.CompilerServices;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>dW = xᵀ·dy in panels: the depth of the product runs over the rows of x and dy. dy is read where it lies: a tile takes two registers of
/// a row at a time, which come soon enough from the second-level cache. So is x, unless its rows would drive each other from the first-level
/// one; then blocks of them are moved together. It may be a part of W, which has <paramref name="panelRows"/> rows (0 for as many as are
/// computed). The padding of panels becomes zero, or stays so where is added.</summary>
internal readonly unsafe struct WeightGradientKernel(
    Pointer<float> x, nint xStride, Pointer<float> dy, nint dyStride, Pointer<float> panels,
    nint rows, nint inner, nint columns, bool accumulate, nint panelRows = 0) : ILaneKernel
{
    /// <summary>Rows of a block: two registers of dy for each take 16 KiB, which stay in the caches while x goes by.</summary>
    private const int BlockRows = 128;

    /// <summary>Columns of x that are moved together at a time: 64 KiB, which stay in the second-level cache while dy goes by.</summary>
    private const int BlockColumns = 128;

    /// <summary>Columns of x between which the next columns of dy are asked for.</summary>
    private const int Group = 64;

    /// <summary>Rows of a block that pay for moving it and for asking for the next one.</summary>
    private const int ManyRows = 64;

    /// <summary>Floats of a row of dy of which only a small part is read at a time.</summary>
    private const int WideRow = 512;

    [SkipLocalsInit]
    public void Run<TLanes>() where TLanes : struct, ILanes<TLanes>
    {
        float* buffer = stackalloc float[BlockRows * 2 * Panels.Width + CacheLines.Floats];
        float* packed = (float*)(((nint)buffer + 63) & ~63);
        if (rows == 0 && !accumulate)
            new Span<float>(panels.Value, checked((int)Panels.Length(inner, columns))).Clear();
        nint height;
        for (nint row = 0; row < rows; row += height)
        {
            height = TileRows.Height(row, rows, BlockRows);
            // Few columns would not pay for moving x.
            if (columns >= BlockColumns && height >= ManyRows && CacheLines.Conflict(xStride, height, lines: 1))
                MovedBlock<TLanes>(row, height, packed);
            else
                Block<TLanes>(row, height, 0, inner, x.Value + row * xStride, xStride, height >= ManyRows ? Group : inner, Group, packed);
        }
    }

    /// <summary>A block of rows whose part of x is first moved, a line of columns behind the other.</summary>
    [SkipLocalsInit]
    private void MovedBlock<TLanes>(nint row, nint height, float* packed) where TLanes : struct, ILanes<TLanes>
    {
        float* buffer = stackalloc float[BlockRows * BlockColumns + CacheLines.Floats];
        float* moved = (float*)(((nint)buffer + 63) & ~63);
        for (nint first = 0; first < inner; first += BlockColumns)
        {
            nint count = nint.Min(BlockColumns, inner - first);
            for (nint k = 0; k < count; k += CacheLines.Floats)
            {
                float* from = x.Value + row * xStride + first + k, to = moved + k * height;
                if (count - k >= CacheLines.Floats)
                    CacheLines.Gather<Lanes16>(from, xStride, to, height, two: false);
                else
                    Copy.Block(new Pointer<float>(from), xStride, new Pointer<float>(to), CacheLines.Floats, height, count - k);
            }
            Block<TLanes>(row, height, first, count, moved, CacheLines.Floats, CacheLines.Floats, CacheLines.Floats * height, packed);
        }
    }

    /// <summary>All columns of dy times some columns of x.</summary>
    /// <param name="row">The first row.</param>
    /// <param name="height">Number of rows.</param>
    /// <param name="first">The first column of x.</param>
    /// <param name="count">Number of columns of x.</param>
    /// <param name="left">That column in the first row.</param>
    /// <param name="leftStride">From row to row.</param>
    /// <param name="group">Columns of x that are worked on at a time.</param>
    /// <param name="groupStride">From one such group to the next.</param>
    /// <param name="packed">Room for two registers of each row of dy, for its last columns.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Block<TLanes>(
        nint row, nint height, nint first, nint count, float* left, nint leftStride, nint group, nint groupStride, float* packed)
        where TLanes : struct, ILanes<TLanes>
    {
        bool add = accumulate || row > 0;
        nint width, column = 0;
        for (; column < columns; column += width)
        {
            bool narrow = TLanes.Count == Panels.Width && columns - column <= Panels.Width;
            width = narrow ? TLanes.Count : 2 * TLanes.Count;
            float* b = dy.Value + row * dyStride + column;
            // Of wide rows the next columns, or the next block's first, come from far away.
            float* next = columns - column > width ? b + width : b + height * dyStride - column;
            nint asked = 0, asks = height >= ManyRows && dyStride >= WideRow ? (height * group + count - 1) / count : 0;
            nint bStep = dyStride;
            if (columns - column < width)
            {
                new Span<float>(packed, (int)(height * width)).Clear();
                Copy.Block(new Pointer<float>(b), dyStride, new Pointer<float>(packed), width, height, columns - column);
                b = packed;
                bStep = width;
            }
            for (nint k = 0; k < count; k += group)
            {
                if (asks > 0)
                {
                    nint more = nint.Min(asks, height - asked);
                    CacheLines.Prefetch(next + asked * dyStride, dyStride, more, 2);
                    asked += more;
                }
                TileRows.All<TLanes, InRows>(
                    nint.Min(group, count - k), left + k / group * groupStride, 1, leftStride, b, narrow ? null : b + TLanes.Count, bStep, height,
                    Column(column, first + k), Column(column + TLanes.Count, first + k), Panels.Width, add);
            }
        }
        // Narrow registers end before the last panel does.
        nint rest = -column & (Panels.Width - 1);
        if (!add && rest > 0)
            Copy.Fill(new Pointer<float>(Column(column, first)), Panels.Width, count, rest, 0f);
    }

    /// <summary>Element (row, column) of the panels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private float* Column(nint column, nint row) =>
        panels.Value + (column / Panels.Width * (panelRows == 0 ? inner : panelRows) + row) * Panels.Width + column % Panels.Width;
}
