using System.ComponentModel;

namespace Keras.Kernels;

/// <summary>How windows go along one axis: window i reads, for each j below the size, position <c>i·stride + j·dilation − low</c>, where
/// the axis has one.</summary>
/// <param name="length">Length of the axis.</param>
/// <param name="count">Number of windows.</param>
/// <param name="size">Positions that a window reads.</param>
/// <param name="stride">From one window to the next.</param>
/// <param name="dilation">From one position of a window to the next.</param>
/// <param name="low">Positions before the axis that the first window begins with.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct WindowAxis(nint length, nint count, nint size, nint stride, nint dilation, nint low)
{
    /// <summary>An axis that is not there.</summary>
    public static WindowAxis None => new(1, 1, 1, 1, 1, 0);

    internal nint Length { get; } = length;

    internal nint Count { get; } = count;

    internal nint Size { get; } = size;

    internal nint Stride { get; } = stride;

    internal nint Dilation { get; } = dilation;

    internal nint Low { get; } = low;

    /// <summary>Where a window begins; before the axis where that is negative.</summary>
    internal nint Start(nint window) => window * Stride - Low;

    /// <summary>The first position of the window at <paramref name="start"/> that lies on the axis.</summary>
    internal nint First(nint start) => start >= 0 ? 0 : nint.Min(Size, (Dilation - 1 - start) / Dilation);

    /// <summary>Behind the last position of the window at <paramref name="start"/> that lies on the axis.</summary>
    internal nint End(nint start) => start >= Length ? 0 : nint.Min(Size, (Length - 1 - start) / Dilation + 1);
}

/// <summary>How windows go over a tensor (batch, depth, height, width, channels); axes that are not there have length 1.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct WindowGrid
{
    /// <summary>Windows over three axes.</summary>
    public WindowGrid(nint batch, WindowAxis depth, WindowAxis height, WindowAxis width) =>
        (Batch, Depth, Height, Width) = (batch, depth, height, width);

    /// <summary>Windows over two axes.</summary>
    public WindowGrid(nint batch, WindowAxis height, WindowAxis width) : this(batch, WindowAxis.None, height, width)
    {
    }

    /// <summary>Windows over one axis.</summary>
    public WindowGrid(nint batch, WindowAxis width) : this(batch, WindowAxis.None, WindowAxis.None, width)
    {
    }

    internal nint Batch { get; }

    internal WindowAxis Depth { get; }

    internal WindowAxis Height { get; }

    internal WindowAxis Width { get; }

    /// <summary>Number of windows.</summary>
    internal nint Count => Batch * Depth.Count * Height.Count * Width.Count;

    /// <summary>Number of positions of the tensor.</summary>
    internal nint Positions => Batch * Depth.Length * Height.Length * Width.Length;

    /// <summary>Positions of one window.</summary>
    internal nint Size => Depth.Size * Height.Size * Width.Size;
}
