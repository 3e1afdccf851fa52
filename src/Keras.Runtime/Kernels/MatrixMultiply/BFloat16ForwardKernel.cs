using System.Runtime.CompilerServices;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>y = epilogue(x·W) with W in panels of bfloat16 (<see cref="BFloat16Panels"/>), each of which is read once where rows are few. The
/// panels may be a part of a matrix: their first column is column <paramref name="firstColumn"/> of y.</summary>
internal readonly unsafe struct BFloat16ForwardKernel<TEpilogue>(
    Pointer<float> x, nint xStride, Pointer<float> pairs, Pointer<float> y, nint yStride,
    nint rows, nint inner, nint columns, nint firstColumn, TEpilogue epilogue) : ILaneKernel where TEpilogue : struct, IEpilogue
{
    private const int TileFloats = BFloat16Tile.Rows * Panels.Width;

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TLanes>() where TLanes : struct, ILanes<TLanes>
    {
        float* buffer = stackalloc float[TileFloats + Panels.Width];
        float* tile = (float*)(((nint)buffer + 63) & ~63);
        var writer = new EpilogueWriter<TEpilogue>(y, yStride, epilogue);
        nint width;
        for (nint column = 0; column < columns; column += width)
        {
            bool four = rows == 1 && columns - column > 3 * TLanes.Count;
            width = four ? 4 * TLanes.Count : TLanes.Count;
            nint end = nint.Min(columns, column + width), height;
            for (nint row = 0; row < rows; row += height)
            {
                height = TileRows.Height(row, rows, BFloat16Tile.Rows);
                if (four)
                {
                    BFloat16Tile.OneRow<TLanes>(
                        x.Value, Column(column), Column(column + TLanes.Count), Column(column + 2 * TLanes.Count), Column(column + 3 * TLanes.Count), inner, tile);
                }
                else if (rows == 1)
                {
                    BFloat16Tile.OneRow<TLanes>(x.Value, Column(column), inner, tile);
                }
                else
                {
                    BFloat16Tile.Run<TLanes>(height, x.Value + row * xStride, xStride, Column(column), inner, tile, width);
                }
                writer.Write<TLanes>(new Pointer<float>(tile), width, row, row + height, firstColumn + column, firstColumn + end);
            }
        }
    }

    /// <summary>The first rows at a column of the panels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private float* Column(nint column) => pairs.Value + column / Panels.Width * BFloat16Panels.Pairs(inner) * Panels.Width + column % Panels.Width;
}
