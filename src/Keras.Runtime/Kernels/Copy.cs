using System.ComponentModel;
using System.Runtime.CompilerServices;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>Moves, adds and fills blocks of rows: what concatenation, slices and padding are made of. Strides are in elements.
/// Blocks of 32-bit integers may be moved as floats.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class Copy
{
    /// <summary>Copies <paramref name="rows"/> rows of <paramref name="columns"/> elements. Source and target must not overlap.</summary>
    public static void Block<T>(Pointer<T> source, nint sourceStride, Pointer<T> target, nint targetStride, nint rows, nint columns)
        where T : unmanaged
    {
        if (sourceStride == columns && targetStride == columns)
        {
            columns *= rows;
            rows = nint.Min(rows, 1);
        }
        nuint bytes = (nuint)columns * (nuint)sizeof(T);
        for (nint row = 0; row < rows; row++)
            Buffer.MemoryCopy(source.Value + row * sourceStride, target.Value + row * targetStride, bytes, bytes);
    }

    /// <summary>Writes a dense tensor (outer, length, inner) with its middle axis from the end to the beginning. Source and target must not
    /// overlap.</summary>
    public static void Reverse<T>(Pointer<T> source, Pointer<T> target, nint outer, nint length, nint inner) where T : unmanaged
    {
        nint size = length * inner;
        for (nint o = 0; o < outer; o++)
            Block(source + (o * size + (length - 1) * inner), -inner, target + o * size, inner, length, inner);
    }

    /// <summary>Adds the source block to the target block.</summary>
    public static void Accumulate(Pointer<float> source, nint sourceStride, Pointer<float> target, nint targetStride, nint rows, nint columns)
    {
        if (sourceStride == columns && targetStride == columns)
        {
            columns *= rows;
            rows = nint.Min(rows, 1);
        }
        WidestLanes.Run(new AccumulateKernel(source, sourceStride, target, targetStride, rows, columns));
    }

    /// <summary>Sets every element of the target block to <paramref name="value"/>.</summary>
    public static void Fill<T>(Pointer<T> target, nint targetStride, nint rows, nint columns, T value) where T : unmanaged
    {
        if (targetStride == columns)
        {
            columns *= rows;
            rows = nint.Min(rows, 1);
        }
        for (nint row = 0; row < rows; row++)
        {
            // A span holds at most 2^31 elements.
            for (nint column = 0; column < columns; column += int.MaxValue)
                new Span<T>(target.Value + row * targetStride + column, (int)nint.Min(columns - column, int.MaxValue)).Fill(value);
        }
    }

    /// <summary>Sets <paramref name="count"/> elements to <paramref name="value"/>.</summary>
    public static void Fill<T>(Pointer<T> target, nint count, T value) where T : unmanaged => Fill(target, count, 1, count, value);

    /// <summary>Transposes axes as <c>numpy.transpose</c>: axis i of the dense result y is axis <c>permutation[i]</c> of the dense
    /// <paramref name="x"/> with this <paramref name="shape"/>.</summary>
    public static void Permute<T>(Pointer<T> x, Pointer<T> y, ReadOnlySpan<nint> shape, ReadOnlySpan<int> permutation) where T : unmanaged =>
        Permutation.Run(x, y, shape, permutation, null);

    /// <summary>As <see cref="Permute{T}(Pointer{T}, Pointer{T}, ReadOnlySpan{nint}, ReadOnlySpan{int})"/>, where the entries of y's first axis,
    /// each dense, begin <paramref name="entryStride"/> elements apart.</summary>
    public static void Permute<T>(Pointer<T> x, Pointer<T> y, ReadOnlySpan<nint> shape, ReadOnlySpan<int> permutation, nint entryStride) where T : unmanaged =>
        Permutation.Run(x, y, shape, permutation, entryStride);

    internal readonly struct AccumulateKernel(
        Pointer<float> source, nint sourceStride, Pointer<float> target, nint targetStride, nint rows, nint columns) : ILaneKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TLanes>() where TLanes : struct, ILanes<TLanes>
        {
            nint tail = columns % TLanes.Count, whole = columns - tail;
            for (nint row = 0; row < rows; row++)
            {
                Pointer<float> from = source + row * sourceStride, to = target + row * targetStride;
                for (nint column = 0; column < whole; column += TLanes.Count)
                    TLanes.Store(TLanes.Load(to, column) + TLanes.Load(from, column), to, column);
                if (tail > 0)
                    TLanes.StorePartial(TLanes.LoadPartial(to, whole, tail, 0f) + TLanes.LoadPartial(from, whole, tail, 0f), to, whole, tail);
            }
        }
    }
}
