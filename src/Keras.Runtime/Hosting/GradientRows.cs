using System.ComponentModel;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Keras.Hosting;

/// <summary>The gradient of a table that is only looked up in. It lies in memory like the table, but a step writes the rows that it
/// touches and no others: who reads nothing but these rows need not have the rest cleared.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed unsafe partial class GradientRows : IDisposable
{
    private const int Bits = 64;

    private readonly float* _table;
    private readonly int _length;
    private readonly ulong[] _touched;
    private readonly ulong[] _stale;
    private bool _isStale;

    /// <param name="table">Zeroed memory of the gradient, or null for one whose rows are a product that is computed late.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="width">Elements of a row.</param>
    /// <param name="length">Floats of the memory, padding included: a multiple of <see cref="TrainableVariable.Alignment"/>.</param>
    internal GradientRows(float* table, int rows, int width, int length)
    {
        _table = table;
        (_length, Rows, Width) = (length, rows, width);
        var together = TrainableVariable.Alignment / (int)BigInteger.GreatestCommonDivisor(width, TrainableVariable.Alignment);
        GroupRows = Math.Min(together, rows);
        Groups = (rows + GroupRows - 1) / GroupRows;
        _touched = new ulong[(rows + Bits - 1) / Bits];
        _stale = new ulong[_touched.Length];
    }

    /// <summary>Number of rows of the table.</summary>
    internal int Rows { get; }

    /// <summary>Elements of a row.</summary>
    internal int Width { get; }

    /// <summary>Rows that an update takes together, so that it sees whole vectors.</summary>
    internal int GroupRows { get; }

    /// <summary>Number of such groups; the last one may have fewer rows.</summary>
    internal int Groups { get; }

    /// <summary>The first row.</summary>
    internal Pointer<float> Table => new(_table);

    /// <summary>Where a group begins, in floats; after the last one, where the memory ends.</summary>
    internal int Start(int group) => group == Groups ? _length : group * GroupRows * Width;

    /// <summary>A new step: no row is touched.</summary>
    internal void Begin()
    {
        for (var word = 0; word < _touched.Length; word++) _stale[word] |= _touched[word];
        _isStale = true;
        Array.Clear(_touched);
    }

    /// <summary>Notes that a row is written.</summary>
    /// <returns>Whether it is the first time in this step: then the memory holds what an earlier step left.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool Touch(nint row)
    {
        ref var word = ref _touched[row / Bits];
        var bit = 1UL << (int)(row % Bits);
        if ((word & bit) != 0) return false;
        word |= bit;
        return true;
    }

    /// <summary>Clears what earlier steps left in rows that this one has not touched, so that the memory is the whole gradient.</summary>
    internal void Settle()
    {
        if (!_isStale) return;
        for (var word = 0; word < _stale.Length; word++)
            for (var left = _stale[word] & ~_touched[word]; left != 0; left &= left - 1)
                Row(word * Bits + BitOperations.TrailingZeroCount(left)).Clear();
        Array.Clear(_stale);
        _isStale = false;
    }

    /// <summary>The whole gradient, for changes anywhere: all rows count as touched from now on.</summary>
    internal Span<float> TouchAll()
    {
        if (IsLate) return Whole();
        Settle();
        for (var row = 0; row < Rows; row++) Touch(row);
        return new(_table, _length);
    }

    /// <summary>Adds another gradient of the same table.</summary>
    internal void Add(GradientRows other)
    {
        for (var word = 0; word < _touched.Length; word++)
            for (var left = other._touched[word]; left != 0; left &= left - 1)
            {
                var row = word * Bits + BitOperations.TrailingZeroCount(left);
                if (Touch(row)) other.Row(row).CopyTo(Row(row));
                else TensorPrimitives.Add(Row(row), other.Row(row), Row(row));
            }
    }

    /// <summary>The next groups that follow each other and have touched rows.</summary>
    /// <param name="group">Where to look from; moves behind what is found.</param>
    /// <param name="first">The first one.</param>
    internal bool Next(ref int group, out int first)
    {
        var row = Find(group * GroupRows, isTouched: true);
        first = row / GroupRows;
        if (row >= Rows)
        {
            group = Groups;
            return false;
        }
        // The group behind the last touched row; its next row may be touched, too.
        do
        {
            group = Math.Min((Find(row, isTouched: false) + GroupRows - 1) / GroupRows, Groups);
            row = Find(group * GroupRows, isTouched: true);
        }
        while (row < Rows && row / GroupRows == group);
        return true;
    }

    /// <summary>The next row that is touched or not; beyond the last row where there is none.</summary>
    private int Find(int row, bool isTouched)
    {
        if (row >= Rows) return Rows;
        var flip = isTouched ? 0UL : ulong.MaxValue;
        var word = row / Bits;
        var found = (_touched[word] ^ flip) & (ulong.MaxValue << row % Bits);
        while (found == 0)
        {
            if (++word == _touched.Length) return Rows;
            found = _touched[word] ^ flip;
        }
        return Math.Min(word * Bits + BitOperations.TrailingZeroCount(found), Rows);
    }

    private Span<float> Row(int row) => new(_table + (long)row * Width, Width);
}
