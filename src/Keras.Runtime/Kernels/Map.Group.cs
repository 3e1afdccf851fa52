using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keras.Kernels;

public static partial class Map
{
    /// <summary>Runs <paramref name="group"/> over (outer, rows, columns).</summary>
    public static void RunGroup<TGroup>(nint outer, nint rows, nint columns, TGroup group) where TGroup : struct, IMapGroup
    {
        if (Cost.Elements(outer * rows * columns) < Cost.LeastWork || !DivideGroup(outer, rows, columns, group))
            RunGroup(rows, columns, group, MapRange.All(outer, rows, columns));
    }

    private static bool DivideGroup<TGroup>(nint outer, nint rows, nint columns, in TGroup group) where TGroup : struct, IMapGroup
    {
        var cut = new MapRange.Cut(outer, rows, columns);
        return Parts.Divide(
            new GroupParts<TGroup>(rows, columns, group, cut), cut.Count, cut.LengthUnit, Cost.Elements(outer * rows * columns));
    }

    private static void RunGroup<TGroup>(nint rows, nint columns, in TGroup group, in MapRange range) where TGroup : struct, IMapGroup
    {
        if (Vector512.IsHardwareAccelerated)
            RunGroup<TGroup, Lanes16>(rows, columns, group, range);
        else if (Vector256.IsHardwareAccelerated)
            RunGroup<TGroup, Lanes8>(rows, columns, group, range);
        else if (Vector128.IsHardwareAccelerated)
            RunGroup<TGroup, Lanes4>(rows, columns, group, range);
        else
            RunGroup<TGroup, Lanes1>(rows, columns, group, range);
    }

    /// <summary>Covers the columns by bands of descending register width, as the loops of one result do.</summary>
    internal static void RunGroup<TGroup, TWidest>(nint rows, nint columns, in TGroup group, in MapRange range)
        where TGroup : struct, IMapGroup where TWidest : struct, ILanes<TWidest>
    {
        nint blockRows = nint.Max(1, BlockElements / nint.Max(columns, 1)), end = range.EndColumn;
        foreach ((nint outer, nint row, nint endRow) in new LineBlocks(range, rows, blockRows))
        {
            nint column = range.FirstColumn;
            if (TWidest.Count >= 16 && end - column >= 16)
                column = GroupBand<TGroup, Lanes16>(outer, row, endRow, column, end, group);
            if (TWidest.Count >= 8 && end - column >= 8)
                column = GroupBand<TGroup, Lanes8>(outer, row, endRow, column, end, group);
            if (TWidest.Count >= 4 && end - column >= 4)
                column = GroupBand<TGroup, Lanes4>(outer, row, endRow, column, end, group);
            if (column < end)
                GroupBand<TGroup, Lanes1>(outer, row, endRow, column, end, group);
        }
    }

    /// <remarks>Not inlined: what is large would then call the operations of registers instead of taking them in.</remarks>
    /// <returns>The first column not covered.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static nint GroupBand<TGroup, TLanes>(nint outer, nint row, nint endRow, nint firstColumn, nint endColumn, in TGroup group)
        where TGroup : struct, IMapGroup where TLanes : struct, ILanes<TLanes>
    {
        TGroup expressions = group; // a copy, whose fields can live in registers
        nint end = endColumn - (endColumn - firstColumn) % TLanes.Count;
        for (; row < endRow; row++)
        {
            for (nint column = firstColumn; column < end; column += TLanes.Count)
                expressions.Evaluate<TLanes>(outer, row, column);
        }
        return end;
    }

    private readonly struct GroupParts<TGroup>(nint rows, nint columns, TGroup group, MapRange.Cut cut) : IParts
        where TGroup : struct, IMapGroup
    {
        public void Run(nint first, nint end, int worker) => RunGroup(rows, columns, group, cut.Part(first, end));
    }
}
