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
        if (Cost.Elements(outer * rows * columns) < Cost.LeastWork || !Divide(target, outer, rows, columns, map))
            Run(target, rows, columns, map, MapRange.All(outer, rows, columns));
    }

    private static bool Divide<TMap, TTarget>(TTarget target, nint outer, nint rows, nint columns, in TMap map)
        where TMap : struct, IMap where TTarget : struct, ITarget<TTarget>
    {
        var cut = new MapRange.Cut(outer, rows, columns);
        return Parts.Divide(
            new MapParts<TMap, TTarget>(target, rows, columns, map, cut), cut.Count, cut.LengthUnit, Cost.Elements(outer * rows * columns));
    }

    private static void Run<TMap, TTarget>(TTarget target, nint rows, nint columns, in TMap map, in MapRange range)
        where TMap : struct, IMap where TTarget : struct, ITarget<TTarget>
    {
        if (Vector512.IsHardwareAccelerated)
            Run<TMap, TTarget, Lanes16>(target, rows, columns, map, range);
        else if (Vector256.IsHardwareAccelerated)
            Run<TMap, TTarget, Lanes8>(target, rows, columns, map, range);
        else if (Vector128.IsHardwareAccelerated)
            Run<TMap, TTarget, Lanes4>(target, rows, columns, map, range);
        else
            Run<TMap, TTarget, Lanes1>(target, rows, columns, map, range);
    }

    /// <summary>Covers the columns by bands of descending register width. A band is a method of its own, compiled only where such
    /// columns exist, and goes over a block of rows, so that short rows do not pay for a call each.</summary>
    internal static void Run<TMap, TTarget, TWidest>(TTarget target, nint rows, nint columns, in TMap map, in MapRange range)
        where TMap : struct, IMap where TTarget : struct, ITarget<TTarget> where TWidest : struct, ILanes<TWidest>
    {
        nint blockRows = nint.Max(1, BlockElements / nint.Max(columns, 1)), first = range.FirstColumn, end = range.EndColumn;
        if (first >= end)
            return;
        foreach ((nint outer, nint row, nint endRow) in new LineBlocks(range, rows, blockRows))
        {
            TTarget block = target.At((outer * rows + row) * columns);
            nint column = first;
            if (TWidest.Count >= 16 && end - column >= 16)
                column = Band<TMap, TTarget, Lanes16>(block, outer, row, endRow, column, end, columns, map);
            if (TWidest.Count >= 8 && end - column >= 8)
                column = Band<TMap, TTarget, Lanes8>(block, outer, row, endRow, column, end, columns, map);
            if (TWidest.Count >= 4 && end - column >= 4)
                column = Band<TMap, TTarget, Lanes4>(block, outer, row, endRow, column, end, columns, map);
            if (column < end)
                Band<TMap, TTarget, Lanes1>(block, outer, row, endRow, column, end, columns, map);
        }
    }

    /// <returns>The first column not covered.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static nint Band<TMap, TTarget, TLanes>(
        TTarget block, nint outer, nint row, nint endRow, nint firstColumn, nint endColumn, nint columns, in TMap map)
        where TMap : struct, IMap where TTarget : struct, ITarget<TTarget> where TLanes : struct, ILanes<TLanes>
    {
        TMap expression = map; // a copy, whose fields can live in registers
        nint end = endColumn - (endColumn - firstColumn) % TLanes.Count;
        nint start = 0;
        for (; row < endRow; row++, start += columns)
        {
            for (nint column = firstColumn; column < end; column += TLanes.Count)
                block.Store(expression.Evaluate<TLanes>(outer, row, column), start + column);
        }
        return end;
    }

    private readonly struct MapParts<TMap, TTarget>(TTarget target, nint rows, nint columns, TMap map, MapRange.Cut cut) : IParts
        where TMap : struct, IMap where TTarget : struct, ITarget<TTarget>
    {
        public void Run(nint first, nint end, int worker) => Map.Run(target, rows, columns, map, cut.Part(first, end));
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
