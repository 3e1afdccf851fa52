using System.Runtime.CompilerServices;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>dW = xᵀ·dy in panels: the depth of the product runs over the rows of x and dy, which are read where they lie.</summary>
internal readonly unsafe struct WeightGradientKernel(
    Pointer<float> x, nint xStride, Pointer<float> dy, nint dyStride, Pointer<float> panels,
    nint rows, nint inner, nint columns, bool accumulate) : ILaneKernel
{
    /// <summary>Rows of a block: two registers of dy for each take 16 KiB, which stay in the first-level cache while x goes by.</summary>
    private const int BlockRows = 128;

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TLanes>() where TLanes : struct, ILanes<TLanes>
    {
        float* buffer = stackalloc float[BlockRows * 2 * Panels.Width + Panels.Width];
        float* packed = (float*)(((nint)buffer + 63) & ~63);
        if (rows == 0 && !accumulate)
            new Span<float>(panels.Value, checked((int)Panels.Length(inner, columns))).Clear();
        nint height;
        for (nint row = 0; row < rows; row += height)
        {
            height = TileRows.Height(row, rows, BlockRows);
            bool add = accumulate || row > 0;
            nint width;
            for (nint column = 0; column < columns; column += width)
            {
                bool narrow = TLanes.Count == Panels.Width && columns - column <= Panels.Width;
                width = narrow ? TLanes.Count : 2 * TLanes.Count;
                float* b = dy.Value + row * dyStride + column;
                nint bStep = dyStride;
                // Rows that end within the tile, or that are a multiple of 4 KiB apart and would drive each other from the cache.
                if (columns - column < width || dyStride % 1024 == 0)
                {
                    nint valid = nint.Min(width, columns - column);
                    if (valid < width)
                        new Span<float>(packed, (int)(height * width)).Clear();
                    Copy.Block(new Pointer<float>(b), dyStride, new Pointer<float>(packed), width, height, valid);
                    b = packed;
                    bStep = width;
                }
                TileRows.All<TLanes>(
                    inner, x.Value + row * xStride, 1, xStride, b, narrow ? null : b + TLanes.Count, bStep, height,
                    Column(column), Column(column + TLanes.Count), Panels.Width, add);
            }
        }
    }

    /// <summary>Element (0, column) of the panels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private float* Column(nint column) => panels.Value + column / Panels.Width * inner * Panels.Width + column % Panels.Width;
}
