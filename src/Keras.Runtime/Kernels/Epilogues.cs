using System.ComponentModel;
using System.Runtime.CompilerServices;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>Stores the result as it is.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct NoEpilogue : IEpilogue
{
    /// <inheritdoc/>
    public static bool IsHeavy => false;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Ask(nint row, nint rows, nint column, nint columns)
    {
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Apply<TLanes>(TLanes value, nint row, nint column) where TLanes : struct, ILanes<TLanes> => value;
}

/// <summary>value + bias[column].</summary>
/// <param name="bias">One number per column.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct AddBias(Pointer<float> bias) : IEpilogue
{
    internal readonly Pointer<float> Bias = bias;

    /// <inheritdoc/>
    public static bool IsHeavy => false;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Ask(nint row, nint rows, nint column, nint columns)
    {
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Apply<TLanes>(TLanes value, nint row, nint column) where TLanes : struct, ILanes<TLanes> =>
        value + TLanes.Load(Bias, column);
}

/// <summary>value + matrix[row, column].</summary>
/// <param name="matrix">A matrix of the shape of the result.</param>
/// <param name="stride">From row to row of it.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct AddMatrix(Pointer<float> matrix, nint stride) : IEpilogue
{
    internal readonly Pointer<float> Matrix = matrix;

    internal readonly nint Stride = stride;

    /// <inheritdoc/>
    public static bool IsHeavy => false;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Ask(nint row, nint rows, nint column, nint columns) => CacheLines.Ask(Matrix, Stride, row, rows, column, columns);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Apply<TLanes>(TLanes value, nint row, nint column) where TLanes : struct, ILanes<TLanes> =>
        value + TLanes.Load(Matrix, row * Stride + column);
}

/// <summary>max(value + bias[column], 0).</summary>
/// <param name="bias">One number per column.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct AddBiasRelu(Pointer<float> bias) : IEpilogue
{
    /// <inheritdoc/>
    public static bool IsHeavy => false;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Ask(nint row, nint rows, nint column, nint columns)
    {
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Apply<TLanes>(TLanes value, nint row, nint column) where TLanes : struct, ILanes<TLanes> =>
        TLanes.Relu(value + TLanes.Load(bias, column));
}
