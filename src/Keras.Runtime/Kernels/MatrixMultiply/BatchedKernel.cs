using System.Runtime.CompilerServices;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>c = a·b for each batch, with any strides. b is read in place where its columns are neighbours, else it is packed block by
/// block into a buffer on the stack.</summary>
internal readonly unsafe struct BatchedKernel(
    Pointer<float> a, nint aBatchStride, nint aRowStride, nint aColumnStride,
    Pointer<float> b, nint bBatchStride, nint bRowStride, nint bColumnStride,
    Pointer<float> c, nint cBatchStride, nint cRowStride,
    nint batches, nint rows, nint inner, nint columns) : ILaneKernel
{
    private const int BlockDepth = 256;

    private const int TileFloats = 256;

    [SkipLocalsInit]
    public void Run<TLanes>() where TLanes : struct, ILanes<TLanes>
    {
        float* buffer = stackalloc float[BlockDepth * 2 * Panels.Width + TileFloats + Panels.Width];
        float* packed = (float*)(((nint)buffer + 63) & ~63);
        for (nint batch = 0; batch < batches; batch++)
        {
            Product<TLanes>(
                a.Value + batch * aBatchStride, b.Value + batch * bBatchStride, c.Value + batch * cBatchStride,
                packed, packed + BlockDepth * 2 * Panels.Width);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Product<TLanes>(float* left, float* right, float* result, float* packed, float* tile) where TLanes : struct, ILanes<TLanes>
    {
        if (inner == 0)
            Copy.Fill(new Pointer<float>(result), cRowStride, rows, columns, 0f);
        nint depth, width;
        for (nint column = 0; column < columns; column += width)
        {
            bool narrow = columns - column <= TLanes.Count;
            width = narrow ? TLanes.Count : 2 * TLanes.Count;
            nint valid = nint.Min(width, columns - column);
            for (nint d = 0; d < inner; d += depth)
            {
                depth = TileRows.Height(d, inner, BlockDepth);
                float* block = right + d * bRowStride + column * bColumnStride;
                nint step = bRowStride;
                if (bColumnStride != 1 || valid < width || bRowStride % 1024 == 0 || (rows > 64 && CacheLines.Conflict(bRowStride, depth, lines: 2)))
                {
                    Pack<TLanes>(block, packed, depth, valid, width);
                    block = packed;
                    step = width;
                }
                float* second = narrow ? null : block + TLanes.Count;
                float* from = left + d * aColumnStride;
                if (valid == width)
                {
                    float* c0 = result + column;
                    TileRows.All<TLanes, InRows>(rows, from, aRowStride, aColumnStride, block, second, step, depth, c0, c0 + TLanes.Count, cRowStride, d > 0);
                }
                else
                {
                    Tail<TLanes>(from, block, second, step, depth, result + column, valid, tile, width, d > 0);
                }
            }
        }
    }

    /// <summary>The last columns go through the buffer of one tile: nothing is written beyond the end of a row.</summary>
    private void Tail<TLanes>(
        float* from, float* block, float* second, nint step, nint depth, float* result, nint valid, float* tile, nint width, bool accumulate)
        where TLanes : struct, ILanes<TLanes>
    {
        nint height;
        for (nint row = 0; row < rows; row += height)
        {
            height = nint.Min(TileFloats / width, nint.Min(TileRows.WideRows<TLanes>(), rows - row));
            TileRows.All<TLanes, InRows>(
                height, from + row * aRowStride, aRowStride, aColumnStride, block, second, step, depth, tile, tile + TLanes.Count, width, accumulate: false);
            var target = new Pointer<float>(result + row * cRowStride);
            if (accumulate)
                Copy.Accumulate(new Pointer<float>(tile), width, target, cRowStride, height, valid);
            else
                Copy.Block(new Pointer<float>(tile), width, target, cRowStride, height, valid);
        }
    }

    private void Pack<TLanes>(float* block, float* packed, nint depth, nint valid, nint width) where TLanes : struct, ILanes<TLanes>
    {
        if (valid < width)
            new Span<float>(packed, (int)(depth * width)).Clear();
        if (bColumnStride == 1 && valid == width)
            CacheLines.Gather<TLanes>(block, bRowStride, packed, depth, width > TLanes.Count);
        else if (bColumnStride == 1)
            Copy.Block(new Pointer<float>(block), bRowStride, new Pointer<float>(packed), width, depth, valid);
        else if (bRowStride == 1)
            Permutation.TransposeSquare(block, bColumnStride, packed, width, depth, valid);
        else
        {
            for (nint d = 0; d < depth; d++)
            {
                for (nint n = 0; n < valid; n++)
                    packed[d * width + n] = block[d * bRowStride + n * bColumnStride];
            }
        }
    }
}
