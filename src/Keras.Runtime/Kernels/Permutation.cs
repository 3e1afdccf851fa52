using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>Transposition of axes. Axes that stay neighbours are merged; what remains is rows to copy, or planes to transpose.</summary>
internal static unsafe class Permutation
{
    private const int MaxRank = 16;

    /// <summary>Edge of the squares in which a plane is transposed: a cache line of float32.</summary>
    private const int Square = 16;

    /// <summary>Bytes within which processors foresee what is read next; of rows further apart the lines are asked for so many rows ahead.</summary>
    private const int Page = 4096, RowsAhead = 4;

    /// <summary>Lines at the beginning of a row, after which processors foresee the rest.</summary>
    private const int MostLinesAhead = 16;

    internal static void Run<T>(Pointer<T> x, Pointer<T> y, ReadOnlySpan<nint> shape, ReadOnlySpan<int> permutation, nint? entryStride) where T : unmanaged
    {
        if (shape.Length != permutation.Length || shape.Length > MaxRank)
            throw new ArgumentException($"Expected as many axes in the permutation as in the shape, and at most {MaxRank}; found {permutation.Length} and {shape.Length}.", nameof(permutation));

        // For each axis of y: its length, and its stride in x.
        Span<nint> lengths = stackalloc nint[MaxRank], strides = stackalloc nint[MaxRank];
        int rank = Merge(shape, entryStride is null ? permutation : permutation[1..], lengths, strides);
        if (rank < 0)
            return; // an empty tensor
        if (entryStride is not { } stride)
        {
            Run(x.Value, y.Value, rank, lengths, strides);
            return;
        }

        // y[i] is made of what has i on this axis of x.
        int axis = permutation[0];
        nint sourceStride = 1;
        foreach (nint length in shape[(axis + 1)..])
            sourceStride *= length;
        for (nint entry = 0; entry < shape[axis]; entry++)
            Run(x.Value + entry * sourceStride, y.Value + entry * stride, rank, lengths, strides);
    }

    private static void Run<T>(T* x, T* y, int rank, ReadOnlySpan<nint> lengths, ReadOnlySpan<nint> strides) where T : unmanaged
    {
        if (rank == 0)
        {
            *y = *x;
            return;
        }

        nint last = lengths[rank - 1];
        if (strides[rank - 1] == 1)
        {
            CopyRows(x, y, lengths[..(rank - 1)], strides, last);
            return;
        }

        // The axis that is contiguous in x makes, with the last one of y, the plane.
        int contiguous = strides[..rank].IndexOf(1);
        if (contiguous < 0)
        {
            // It is that of the entries: each has elements from all over x.
            CopyRows(x, y, lengths[..rank], strides, 1);
            return;
        }

        nint planeRows = lengths[contiguous], targetStride = 1;
        for (int axis = rank - 1; axis > contiguous; axis--)
            targetStride *= lengths[axis];
        TransposePlanes(x, y, lengths[..rank], strides, contiguous, planeRows, targetStride);
    }

    /// <returns>The number of axes left, or -1 where there is no element.</returns>
    private static int Merge(ReadOnlySpan<nint> shape, ReadOnlySpan<int> permutation, Span<nint> lengths, Span<nint> strides)
    {
        Span<nint> sourceStrides = stackalloc nint[MaxRank];
        nint stride = 1;
        for (int axis = shape.Length - 1; axis >= 0; axis--)
        {
            sourceStrides[axis] = stride;
            stride *= shape[axis];
        }
        if (stride == 0)
            return -1;
        int rank = 0;
        foreach (int axis in permutation)
        {
            if (shape[axis] == 1)
                continue;
            if (rank > 0 && strides[rank - 1] == sourceStrides[axis] * shape[axis])
            {
                lengths[rank - 1] *= shape[axis];
                strides[rank - 1] = sourceStrides[axis];
                continue;
            }
            lengths[rank] = shape[axis];
            strides[rank++] = sourceStrides[axis];
        }
        return rank;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyRows<T>(T* x, T* y, ReadOnlySpan<nint> lengths, ReadOnlySpan<nint> strides, nint row) where T : unmanaged
    {
        Span<nint> index = stackalloc nint[MaxRank];
        nint offset = 0;
        long bytes = (long)row * sizeof(T);
        nint stride = lengths.IsEmpty ? 0 : strides[lengths.Length - 1];
        nint lines = stride * sizeof(T) < Page ? 0 : (nint)long.Min(bytes / (CacheLines.Floats * sizeof(float)), MostLinesAhead);
        do
        {
            if (lines > 0)
                CacheLines.Prefetch((float*)(x + offset + RowsAhead * stride), 0, 1, lines);
            Buffer.MemoryCopy(x + offset, y, bytes, bytes);
            y += row;
        }
        while (Next(index, lengths, strides, ref offset));
    }

    /// <summary>y[..., r, ..., c] = x[..., c·stride + r]: for every index of the other axes, a plane in squares.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransposePlanes<T>(
        T* x, T* y, ReadOnlySpan<nint> lengths, ReadOnlySpan<nint> strides, int contiguous, nint planeRows, nint targetStride) where T : unmanaged
    {
        int rank = lengths.Length;
        nint planeColumns = lengths[rank - 1], sourceStride = strides[rank - 1];

        // The other axes, with their strides in x and in y.
        Span<nint> otherLengths = stackalloc nint[MaxRank], otherStrides = stackalloc nint[MaxRank], otherTargets = stackalloc nint[MaxRank];
        int others = 0;
        nint target = planeColumns;
        for (int axis = rank - 2; axis >= 0; axis--)
        {
            if (axis != contiguous)
            {
                otherLengths[others] = lengths[axis];
                otherStrides[others] = strides[axis];
                otherTargets[others++] = target;
            }
            target *= lengths[axis];
        }

        Span<nint> index = stackalloc nint[MaxRank], targetIndex = stackalloc nint[MaxRank];
        nint source = 0, destination = 0;
        do
        {
            for (nint row = 0; row < planeRows; row += Square)
            {
                nint rows = nint.Min(Square, planeRows - row);
                for (nint column = 0; column < planeColumns; column += Square)
                {
                    TransposeSquare(
                        x + source + column * sourceStride + row, sourceStride, y + destination + row * targetStride + column, targetStride,
                        rows, nint.Min(Square, planeColumns - column));
                }
            }
            Next(targetIndex[..others], otherLengths[..others], otherTargets, ref destination);
        }
        while (Next(index, otherLengths[..others], otherStrides, ref source));
    }

    /// <summary>target[r, c] = source[c, r] for r below rows, c below columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void TransposeSquare<T>(T* source, nint sourceStride, T* target, nint targetStride, nint rows, nint columns) where T : unmanaged
    {
        if (sizeof(T) == sizeof(float) && Avx.IsSupported && rows == Square && columns == Square)
        {
            Transpose16x16((float*)source, sourceStride, (float*)target, targetStride);
            return;
        }
        nint wholeRows = 0, wholeColumns = 0;
        if (sizeof(T) == sizeof(float) && Vector128.IsHardwareAccelerated)
        {
            wholeRows = rows & ~3;
            wholeColumns = columns & ~3;
            for (nint column = 0; column < wholeColumns; column += 4)
            {
                for (nint row = 0; row < wholeRows; row += 4)
                    Transpose4x4((float*)(source + column * sourceStride + row), sourceStride, (float*)(target + row * targetStride + column), targetStride);
            }
        }
        for (nint row = 0; row < rows; row++)
        {
            for (nint column = row < wholeRows ? wholeColumns : 0; column < columns; column++)
                target[row * targetStride + column] = source[column * sourceStride + row];
        }
    }

    /// <summary>4 columns by 8 rows of the source at a time: rows i and i + 4 share a register, so that all shuffles stay within 128 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transpose16x16(float* source, nint sourceStride, float* target, nint targetStride)
    {
        for (int column = 0; column < Square; column += 4, source += 4, target += 4 * targetStride)
        {
            float* from = source;
            for (int row = 0; row < Square; row += 8, from += 8 * sourceStride)
            {
                float* to = target + row;
                Vector256<float> a = Pair(from, sourceStride), b = Pair(from + sourceStride, sourceStride);
                Vector256<float> c = Pair(from + 2 * sourceStride, sourceStride), d = Pair(from + 3 * sourceStride, sourceStride);
                Vector256<float> acLow = Avx.UnpackLow(a, c), acHigh = Avx.UnpackHigh(a, c);
                Vector256<float> bdLow = Avx.UnpackLow(b, d), bdHigh = Avx.UnpackHigh(b, d);
                Avx.UnpackLow(acLow, bdLow).Store(to);
                Avx.UnpackHigh(acLow, bdLow).Store(to + targetStride);
                Avx.UnpackLow(acHigh, bdHigh).Store(to + 2 * targetStride);
                Avx.UnpackHigh(acHigh, bdHigh).Store(to + 3 * targetStride);
            }
        }
    }

    /// <summary>Four floats of a row and of the fourth one after it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Pair(float* row, nint stride) => Vector256.Create(Vector128.Load(row), Vector128.Load(row + 4 * stride));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Transpose4x4(float* source, nint sourceStride, float* target, nint targetStride)
    {
        Vector128<float> a = Vector128.Load(source), b = Vector128.Load(source + sourceStride);
        Vector128<float> c = Vector128.Load(source + 2 * sourceStride), d = Vector128.Load(source + 3 * sourceStride);
        Vector128<float> acLow = InterleaveLower(a, c), acHigh = InterleaveUpper(a, c);
        Vector128<float> bdLow = InterleaveLower(b, d), bdHigh = InterleaveUpper(b, d);
        InterleaveLower(acLow, bdLow).Store(target);
        InterleaveUpper(acLow, bdLow).Store(target + targetStride);
        InterleaveLower(acHigh, bdHigh).Store(target + 2 * targetStride);
        InterleaveUpper(acHigh, bdHigh).Store(target + 3 * targetStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> InterleaveLower(Vector128<float> left, Vector128<float> right) =>
        Sse.IsSupported ? Sse.UnpackLow(left, right)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(left, right)
        : Vector128.Create(left[0], right[0], left[1], right[1]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> InterleaveUpper(Vector128<float> left, Vector128<float> right) =>
        Sse.IsSupported ? Sse.UnpackHigh(left, right)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(left, right)
        : Vector128.Create(left[2], right[2], left[3], right[3]);

    /// <summary>Advances an odometer over <paramref name="lengths"/> and the offset that belongs to it.</summary>
    /// <returns>False once it is back at the start.</returns>
    private static bool Next(Span<nint> index, ReadOnlySpan<nint> lengths, ReadOnlySpan<nint> strides, ref nint offset)
    {
        for (int axis = lengths.Length - 1; axis >= 0; axis--)
        {
            offset += strides[axis];
            if (++index[axis] < lengths[axis])
                return true;
            offset -= lengths[axis] * strides[axis];
            index[axis] = 0;
        }
        return false;
    }
}
