namespace Keras.Kernels;

/// <summary>A fused element-wise expression over any number of operands; a readonly struct whose fields are pointers, strides and
/// constants. The loop is <c>Map</c>.</summary>
public interface IMap
{
    /// <summary>The value at (outer, row, column) and the lanes after it along the columns.</summary>
    TLanes Evaluate<TLanes>(nint outer, nint row, nint column) where TLanes : struct, ILanes<TLanes>;
}

/// <summary>Several fused element-wise expressions over one shape, which stores its results itself; a readonly struct whose fields are pointers,
/// strides and constants. The loop is <c>Map.RunGroup</c>.</summary>
public interface IMapGroup
{
    /// <summary>Computes and stores the values at (outer, row, column) and the lanes after it along the columns.</summary>
    void Evaluate<TLanes>(nint outer, nint row, nint column) where TLanes : struct, ILanes<TLanes>;
}

/// <summary>What happens to a result before it is stored; a readonly struct whose fields are pointers, strides and constants.</summary>
public interface IEpilogue
{
    /// <summary>True where <see cref="Apply"/> holds transcendental functions: inlined into a matrix kernel these make the accumulators
    /// spill, so the kernel runs them over the tile just written, while it is in the first-level cache.</summary>
    static abstract bool IsHeavy { get; }

    /// <summary>Asks for what <see cref="Apply"/> will read of other matrices at these rows and columns; does nothing where it reads none.</summary>
    void Ask(nint row, nint rows, nint column, nint columns);

    /// <summary>The value to store in place of <paramref name="value"/> at (row, column).</summary>
    TLanes Apply<TLanes>(TLanes value, nint row, nint column) where TLanes : struct, ILanes<TLanes>;
}
