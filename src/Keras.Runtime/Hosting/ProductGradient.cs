using System.ComponentModel;
using Keras.Kernels;

namespace Keras.Hosting;

/// <summary>The gradient of a large weight that is one product of two matrices. It is written when the backward pass comes to it, or,
/// where nobody needs all of it at once, computed in parts from the factors, which stay where they are until the next step.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed unsafe class ProductGradient : IDisposable
{
    private readonly Pointer<float> _memory;
    private readonly bool _isLate;
    private readonly int _length;
    private Pointer<float> _x;
    private Pointer<float> _dy;
    private nint _xStride;
    private nint _dyStride;
    private nint _rows;
    private NativeBuffer? _whole;

    /// <param name="memory">Where it is written, or null for one that is computed late.</param>
    /// <param name="length">Floats of the whole, padding included.</param>
    internal ProductGradient(float* memory, int length)
    {
        _memory = new(memory);
        _isLate = memory == null;
        _length = length;
    }

    /// <summary>Rows of the weight.</summary>
    internal nint Inner { get; private set; }

    /// <summary>Columns of the weight.</summary>
    internal nint Columns { get; private set; }

    /// <summary>Takes the factors.</summary>
    internal void Take(Pointer<float> x, nint xStride, Pointer<float> dy, nint dyStride, nint rows, nint inner, nint columns)
    {
        (_x, _xStride, _dy, _dyStride, _rows, Inner, Columns) = (x, xStride, dy, dyStride, rows, inner, columns);
        if (!_isLate) MatrixMultiply.WeightGradient(x, xStride, dy, dyStride, _memory, rows, inner, columns, accumulate: false);
    }

    /// <summary>Computes a part: panels that follow each other, some of their rows.</summary>
    /// <param name="target">Gets the part as a matrix in panels.</param>
    /// <param name="row">The first row.</param>
    /// <param name="height">How many rows.</param>
    /// <param name="panel">The first panel.</param>
    /// <param name="panels">How many panels.</param>
    internal void Compute(Pointer<float> target, nint row, nint height, nint panel, nint panels)
    {
        var column = panel * Panels.Width;
        MatrixMultiply.WeightGradient(
            _x + row, _xStride, _dy + column, _dyStride, target, _rows, height, nint.Min(panels * Panels.Width, Columns - column), accumulate: false);
    }

    /// <summary>All of a gradient that is computed late. The memory is kept until <see cref="Release"/>.</summary>
    internal Span<float> Whole()
    {
        _whole ??= NativeBuffer.Of<float>(_length);
        if (Inner > 0) MatrixMultiply.WeightGradient(_x, _xStride, _dy, _dyStride, _whole.Pointer<float>(), _rows, Inner, Columns, accumulate: false);
        return _whole.Span<float>();
    }

    /// <summary>Frees the memory of <see cref="Whole"/>.</summary>
    internal void Release()
    {
        _whole?.Dispose();
        _whole = null;
    }

    /// <inheritdoc/>
    public void Dispose() => Release();
}
