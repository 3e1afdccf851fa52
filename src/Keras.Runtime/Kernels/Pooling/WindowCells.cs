using System.Runtime.CompilerServices;

namespace Keras.Kernels;

/// <summary>The windows of some lines of a grid in order, each as the part of the tensor that it covers.</summary>
internal struct WindowCells
{
    private readonly WindowGrid _grid;
    private nint _lines, _batch, _depth, _height, _width = -1;

    /// <summary>The windows of all lines.</summary>
    internal WindowCells(in WindowGrid grid) : this(grid, 0, grid.Lines)
    {
    }

    /// <summary>The windows of the lines from <paramref name="first"/> to before <paramref name="end"/>.</summary>
    internal WindowCells(in WindowGrid grid, nint first, nint end)
    {
        (_grid, _lines) = (grid, end - first);
        if (first == 0)
            return;
        _height = first % grid.Height.Count;
        _depth = first / grid.Height.Count % grid.Depth.Count;
        _batch = first / grid.Height.Count / grid.Depth.Count;
    }

    /// <summary>Positions along each axis that the present window covers: from the first to behind the last.</summary>
    internal nint FirstDepth, EndDepth, FirstRow, EndRow, FirstColumn, EndColumn;

    /// <summary>Number of positions that the window covers.</summary>
    internal readonly nint Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (EndDepth - FirstDepth) * (EndRow - FirstRow) * (EndColumn - FirstColumn);
    }

    /// <summary>Number of the first position of a row of the window among all of the tensor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly nint Position(nint depth, nint row) =>
        ((_batch * _grid.Depth.Length + depth) * _grid.Height.Length + row) * _grid.Width.Length + FirstColumn;

    /// <summary>Goes on to the next window.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool MoveNext()
    {
        if (++_width < _grid.Width.Count && _width > 0)
        {
            (FirstColumn, EndColumn) = Range(_grid.Width, _width);
            return true;
        }
        return MoveRow();
    }

    private bool MoveRow()
    {
        if (_width > 0)
        {
            _width = 0;
            _lines--;
            if (++_height == _grid.Height.Count)
            {
                _height = 0;
                if (++_depth == _grid.Depth.Count)
                {
                    _depth = 0;
                    _batch++;
                }
            }
        }
        if (_lines <= 0)
            return false;
        (FirstDepth, EndDepth) = Range(_grid.Depth, _depth);
        (FirstRow, EndRow) = Range(_grid.Height, _height);
        (FirstColumn, EndColumn) = Range(_grid.Width, _width);
        return true;
    }

    /// <summary>The positions of an axis that a window covers.</summary>
    internal static (nint First, nint End) Range(WindowAxis axis, nint window)
    {
        nint start = axis.Start(window);
        return (nint.Max(start, 0), nint.Min(start + axis.Size, axis.Length));
    }
}
