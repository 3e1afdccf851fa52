using System.Runtime.CompilerServices;

namespace Keras.Kernels;

/// <summary>The lines of a range in blocks of rows of one outer number.</summary>
internal ref struct LineBlocks
{
    private readonly nint _rows, _blockRows;
    private nint _left, _outer, _row, _endRow;

    internal LineBlocks(in MapRange range, nint rows, nint blockRows)
    {
        (_rows, _blockRows, _left) = (rows, blockRows, range.EndLine - range.FirstLine);
        if (range.FirstLine == 0)
            return;
        _outer = range.FirstLine / rows;
        _row = _endRow = range.FirstLine - _outer * rows;
    }

    /// <summary>Outer number, first row, and behind the last row.</summary>
    public readonly (nint Outer, nint Row, nint EndRow) Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (_outer, _row, _endRow);
    }

    public readonly LineBlocks GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_left <= 0)
            return false;
        _row = _endRow;
        if (_row == _rows)
            (_outer, _row) = (_outer + 1, 0);
        _endRow = nint.Min(_row + nint.Min(_blockRows, _left), _rows);
        _left -= _endRow - _row;
        return true;
    }
}
