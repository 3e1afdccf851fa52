using System.Runtime.CompilerServices;

namespace Keras.Kernels;

/// <summary>The windows of a grid in order, each as the part of the tensor that it covers.</summary>
internal struct WindowCells(in WindowGrid grid)
{
    private readonly WindowGrid _grid = grid;
    private nint _batch, _depth, _height, _width = -1;

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
        if (_batch >= _grid.Batch)
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
