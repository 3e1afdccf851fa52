using System.Runtime.CompilerServices;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>Divides c = a·b for each batch among threads: by batches, or by rows where there are few.</summary>
internal readonly struct BatchedParts(
    Pointer<float> a, nint aBatchStride, nint aRowStride, nint aColumnStride,
    Pointer<float> b, nint bBatchStride, nint bRowStride, nint bColumnStride,
    Pointer<float> c, nint cBatchStride, nint cRowStride,
    nint batches, nint rows, nint inner, nint columns) : IParts
{
    private const int FewBatches = 4;

    private const int RowUnit = 16;

    private bool IsByRows => batches < FewBatches && rows >= 2 * RowUnit;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Run() =>
        Parts.Run(this, IsByRows ? rows : batches, IsByRows ? RowUnit : 1, Cost.Products(batches * rows * inner * columns));

    public void Run(nint first, nint end, int worker)
    {
        if (IsByRows)
            WidestLanes.Run(new BatchedKernel(
                a + first * aRowStride, aBatchStride, aRowStride, aColumnStride, b, bBatchStride, bRowStride, bColumnStride,
                c + first * cRowStride, cBatchStride, cRowStride, batches, end - first, inner, columns));
        else
            WidestLanes.Run(new BatchedKernel(
                a + first * aBatchStride, aBatchStride, aRowStride, aColumnStride, b + first * bBatchStride, bBatchStride, bRowStride, bColumnStride,
                c + first * cBatchStride, cBatchStride, cRowStride, end - first, rows, inner, columns));
    }
}
