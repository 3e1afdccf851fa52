using System.Runtime.CompilerServices;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>Divides y = epilogue(x·W) among threads: by rows where x is the larger operand, else by columns, so that each thread reads its
/// own part of the larger one. Every element is the same sum either way.</summary>
internal readonly struct ForwardParts<TEpilogue>(
    Pointer<float> x, nint xStride, Pointer<float> panels, Pointer<float> y, nint yStride,
    nint rows, nint inner, nint columns, nint firstColumn, TEpilogue epilogue, bool byRows) : IParts where TEpilogue : struct, IEpilogue
{
    /// <summary>Rows of some tiles; and as a single row is summed up in another order, never one.</summary>
    private const int RowUnit = 16;

    /// <summary>Columns of two registers.</summary>
    private const int ColumnUnit = 2 * Panels.Width;

    /// <summary>Columns of four registers, which a few rows take together.</summary>
    private const int FewRowsUnit = 4 * Panels.Width;

    /// <summary>y = epilogue(x·W) for all rows and columns; the first column is column <paramref name="firstColumn"/> of y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Run(
        Pointer<float> x, nint xStride, Pointer<float> panels, Pointer<float> y, nint yStride,
        nint rows, nint inner, nint columns, nint firstColumn, TEpilogue epilogue)
    {
        long cost = Cost.Products(rows * inner * columns);
        if (cost < Cost.LeastWork)
        {
            WidestLanes.Run(new ForwardKernel<TEpilogue>(x, xStride, panels, y, yStride, rows, inner, columns, firstColumn, epilogue));
            return;
        }
        nint columnUnit = rows <= TileRows.MostBroadRows ? FewRowsUnit : ColumnUnit;
        bool byRows = rows >= 2 * RowUnit && (rows > columns || columns < 2 * columnUnit);
        var parts = new ForwardParts<TEpilogue>(x, xStride, panels, y, yStride, rows, inner, columns, firstColumn, epilogue, byRows);
        Parts.Run(parts, byRows ? rows : columns, byRows ? RowUnit : columnUnit, cost);
    }

    public void Run(nint first, nint end, int worker)
    {
        if (byRows)
            WidestLanes.Run(new ForwardKernel<TEpilogue>(
                x + first * xStride, xStride, panels, y, yStride, end - first, inner, columns, firstColumn, epilogue, first));
        else
            WidestLanes.Run(new ForwardKernel<TEpilogue>(
                x, xStride, panels + first * inner, y, yStride, rows, inner, end - first, firstColumn + first, epilogue));
    }
}
