using System.Runtime.CompilerServices;
using Keras.Hosting;

namespace Keras.Kernels;

public static unsafe partial class Rows
{
    /// <summary>Finds the different rows that ids name.</summary>
    /// <typeparam name="T">Type of the ids: int, float (fractions are cut off) or byte.</typeparam>
    /// <param name="ids">The numbers.</param>
    /// <param name="count">How many.</param>
    /// <param name="rows">Number of rows of the table.</param>
    /// <param name="distinct">Gets each number once, in the order in which they first occur; room for the lesser of count and rows.</param>
    /// <param name="places">Gets, for each id, the place of its number in <paramref name="distinct"/>.</param>
    /// <param name="workspace">As many as the table has rows; whatever they hold.</param>
    /// <param name="layer">Path of the layer, for the error.</param>
    /// <returns>How many different numbers there are.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number that no row has.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static nint Distinct<T>(
        Pointer<T> ids, nint count, nint rows, Pointer<int> distinct, Pointer<int> places, Pointer<int> workspace, string layer) where T : unmanaged
    {
        int* found = distinct.Value, placeOf = workspace.Value;
        var used = 0;
        for (nint i = 0; i < count; i++)
        {
            var row = (int)Row(ids, i, rows, layer);
            // A row has a place if the number there is its own: what the workspace holds besides does no harm.
            var place = placeOf[row];
            if ((uint)place >= (uint)used || found[place] != row)
            {
                placeOf[row] = place = used;
                found[used++] = row;
            }
            places.Value[i] = place;
        }
        return used;
    }
}
