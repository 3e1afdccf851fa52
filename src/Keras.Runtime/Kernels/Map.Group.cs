using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keras.Kernels;

public static partial class Map
{
    /// <summary>Runs <paramref name="group"/> over (outer, rows, columns).</summary>
    public static void RunGroup<TGroup>(nint outer, nint rows, nint columns, TGroup group) where TGroup : struct, IMapGroup
    {
        if (Vector512.IsHardwareAccelerated)
            RunGroup<TGroup, Lanes16>(outer, rows, columns, group);
        else if (Vector256.IsHardwareAccelerated)
            RunGroup<TGroup, Lanes8>(outer, rows, columns, group);
        else if (Vector128.IsHardwareAccelerated)
            RunGroup<TGroup, Lanes4>(outer, rows, columns, group);
        else
            RunGroup<TGroup, Lanes1>(outer, rows, columns, group);
    }

    /// <summary>Covers the columns by bands of descending register width, as the loops of one result do.</summary>
    internal static void RunGroup<TGroup, TWidest>(nint outer, nint rows, nint columns, in TGroup group)
        where TGroup : struct, IMapGroup where TWidest : struct, ILanes<TWidest>
    {
        nint blockRows = nint.Max(1, BlockElements / nint.Max(columns, 1));
        for (nint o = 0; o < outer; o++)
        {
            for (nint row = 0; row < rows; row += blockRows)
            {
                nint endRow = nint.Min(row + blockRows, rows);
                nint column = 0;
                if (TWidest.Count >= 16 && columns >= 16)
                    column = GroupBand<TGroup, Lanes16>(o, row, endRow, column, columns, group);
                if (TWidest.Count >= 8 && columns - column >= 8)
                    column = GroupBand<TGroup, Lanes8>(o, row, endRow, column, columns, group);
                if (TWidest.Count >= 4 && columns - column >= 4)
                    column = GroupBand<TGroup, Lanes4>(o, row, endRow, column, columns, group);
                if (column < columns)
                    GroupBand<TGroup, Lanes1>(o, row, endRow, column, columns, group);
            }
        }
    }

    /// <returns>The first column not covered.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static nint GroupBand<TGroup, TLanes>(nint outer, nint row, nint endRow, nint firstColumn, nint columns, in TGroup group)
        where TGroup : struct, IMapGroup where TLanes : struct, ILanes<TLanes>
    {
        TGroup expressions = group; // a copy, whose fields can live in registers
        nint end = columns - (columns - firstColumn) % TLanes.Count;
        for (; row < endRow; row++)
        {
            for (nint column = firstColumn; column < end; column += TLanes.Count)
                expressions.Evaluate<TLanes>(outer, row, column);
        }
        return end;
    }
}
