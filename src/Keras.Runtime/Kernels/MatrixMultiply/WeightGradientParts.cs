using System.Runtime.CompilerServices;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>Divides dW = xᵀ·dy among threads by rows or by columns of W, whichever are more: each thread reads its part of the larger operand,
/// and no sum is cut.</summary>
internal readonly struct WeightGradientParts(
    Pointer<float> x, nint xStride, Pointer<float> dy, nint dyStride, Pointer<float> panels,
    nint rows, nint inner, nint columns, bool accumulate) : IParts
{
    private const int RowUnit = 16;

    private const int ColumnUnit = 2 * Panels.Width;

    private bool IsByRows => inner >= columns;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Run()
    {
        long cost = rows == 0 ? -1 : Cost.Products(rows * inner * columns);
        Parts.Run(this, IsByRows ? inner : columns, IsByRows ? RowUnit : ColumnUnit, cost);
    }

    public void Run(nint first, nint end, int worker)
    {
        if (IsByRows)
            WidestLanes.Run(new WeightGradientKernel(
                x + first, xStride, dy, dyStride, panels + first * Panels.Width, rows, end - first, columns, accumulate, inner));
        else
            WidestLanes.Run(new WeightGradientKernel(
                x, xStride, dy + first, dyStride, panels + first * inner, rows, inner, end - first, accumulate, inner));
    }
}
