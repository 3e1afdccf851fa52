using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>Runs fused element-wise expressions.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Map
{
    /// <summary>Elements of a block of rows: 16 KiB of output, which stays in the first-level cache between its bands.</summary>
    private const int BlockElements = 4096;

    /// <summary>Writes <paramref name="map"/> into a dense row-major tensor (outer, rows, columns).</summary>
    public static void Run<TMap>(Pointer<float> output, nint outer, nint rows, nint columns, TMap map) where TMap : struct, IMap =>
        Run<TMap, FloatTarget>(new FloatTarget(output), outer, rows, columns, map);

    /// <summary>Writes <paramref name="map"/> into a dense row-major tensor (outer, rows, columns) of truth values: 1 where it is not 0.</summary>
    public static void Run<TMap>(Pointer<byte> output, nint outer, nint rows, nint columns, TMap map) where TMap : struct, IMap =>
        Run<TMap, ByteTarget>(new ByteTarget(output), outer, rows, columns, map);

    private static void Run<TMap, TTarget>(TTarget target, nint outer, nint rows, nint columns, in TMap map)
        where TMap : struct, IMap where TTarget : struct, ITarget<TTarget>
    {
        if (Vector512.IsHardwareAccelerated)
            Run<TMap, TTarget, Lanes16>(target, outer, rows, columns, map);
        else if (Vector256.IsHardwareAccelerated)
            Run<TMap, TTarget, Lanes8>(target, outer, rows, columns, map);
        else if (Vector128.IsHardwareAccelerated)
            Run<TMap, TTarget, Lanes4>(target, outer, rows, columns, map);
        else
            Run<TMap, TTarget, Lanes1>(target, outer, rows, columns, map);
    }

    /// <summary>Covers the columns by bands of descending register width. A band is a method of its own, compiled only where such
    /// columns exist, and goes over a block of rows, so that short rows do not pay for a call each.</summary>
    internal static void Run<TMap, TTarget, TWidest>(TTarget target, nint outer, nint rows, nint columns, in TMap map)
        where TMap : struct, IMap where TTarget : struct, ITarget<TTarget> where TWidest : struct, ILanes<TWidest>
    {
        nint blockRows = nint.Max(1, BlockElements / nint.Max(columns, 1));
        for (nint o = 0; o < outer; o++)
        {
            for (nint row = 0; row < rows; row += blockRows)
            {
                nint endRow = nint.Min(row + blockRows, rows);
                TTarget block = target.At((o * rows + row) * columns);
                nint column = 0;
                if (TWidest.Count >= 16 && columns >= 16)
                    column = Band<TMap, TTarget, Lanes16>(block, o, row, endRow, column, columns, map);
                if (TWidest.Count >= 8 && columns - column >= 8)
                    column = Band<TMap, TTarget, Lanes8>(block, o, row, endRow, column, columns, map);
                if (TWidest.Count >= 4 && columns - column >= 4)
                    column = Band<TMap, TTarget, Lanes4>(block, o, row, endRow, column, columns, map);
                if (column < columns)
                    Band<TMap, TTarget, Lanes1>(block, o, row, endRow, column, columns, map);
            }
        }
    }

    /// <returns>The first column not covered.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static nint Band<TMap, TTarget, TLanes>(
        TTarget block, nint outer, nint row, nint endRow, nint firstColumn, nint columns, in TMap map)
        where TMap : struct, IMap where TTarget : struct, ITarget<TTarget> where TLanes : struct, ILanes<TLanes>
    {
        TMap expression = map; // a copy, whose fields can live in registers
        nint end = columns - (columns - firstColumn) % TLanes.Count;
        nint start = 0;
        for (; row < endRow; row++, start += columns)
        {
            for (nint column = firstColumn; column < end; column += TLanes.Count)
                block.Store(expression.Evaluate<TLanes>(outer, row, column), start + column);
        }
        return end;
    }

    /// <summary>Where results go.</summary>
    internal interface ITarget<TSelf> where TSelf : struct, ITarget<TSelf>
    {
        TSelf At(nint offset);

        void Store<TLanes>(TLanes value, nint index) where TLanes : struct, ILanes<TLanes>;
    }

    internal readonly struct FloatTarget(Pointer<float> pointer) : ITarget<FloatTarget>
    {
        public FloatTarget At(nint offset) => new(pointer + offset);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Store<TLanes>(TLanes value, nint index) where TLanes : struct, ILanes<TLanes> => TLanes.Store(value, pointer, index);
    }

    internal readonly struct ByteTarget(Pointer<byte> pointer) : ITarget<ByteTarget>
    {
        public ByteTarget At(nint offset) => new(pointer + offset);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Store<TLanes>(TLanes value, nint index) where TLanes : struct, ILanes<TLanes> => TLanes.Store(value, pointer, index);
    }
}
