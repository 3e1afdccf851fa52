using System.Runtime.CompilerServices;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>Divides y = epilogue(x·W) with W in bfloat16 among threads, by columns: each thread reads its own part of the weights.</summary>
internal readonly struct BFloat16ForwardParts<TEpilogue>(
    Pointer<float> x, nint xStride, Pointer<float> pairs, Pointer<float> y, nint yStride,
    nint rows, nint inner, nint columns, TEpilogue epilogue) : IParts where TEpilogue : struct, IEpilogue
{
    /// <summary>Columns of four registers, which a single row takes together; another cut would sum in another order.</summary>
    private const int ColumnUnit = 4 * Panels.Width;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Run() => Parts.Run(this, columns, ColumnUnit, Cost.Products(rows * inner * columns));

    public void Run(nint first, nint end, int worker) => WidestLanes.Run(new BFloat16ForwardKernel<TEpilogue>(
        x, xStride, pairs + first * BFloat16Panels.Pairs(inner), y, yStride, rows, inner, end - first, first, epilogue));
}
