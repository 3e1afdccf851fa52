using System.ComponentModel;
using System.Runtime.CompilerServices;

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
public readonly struct WindowAxis(nint length, nint count, nint size, nint stride = 1, nint dilation = 1, nint low = 0)
{
    /// <summary>An axis that is not there.</summary>
    public static WindowAxis None => new(1, 1, 1);

    internal nint Length { get; } = length;

    internal nint Count { get; } = count;

    internal nint Size { get; } = size;

    internal nint Stride { get; } = stride;

    internal nint Dilation { get; } = dilation;

    internal nint Low { get; } = low;

    /// <summary>The windows, moving by 1, by which the adjoint reads for a position and for those a number of strides behind it: over the windows.
    /// Their places are some of the kernel's, backwards.</summary>
    /// <param name="position">The position; below the stride, where windows for others are wanted too.</param>
    /// <param name="last">The place of the kernel that they read first.</param>
    /// <param name="step">From one place of the kernel to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal WindowAxis Adjoint(nint position, out nint last, out nint step)
    {
        nint first = 0;
        step = 1;
        while (step * Dilation % Stride != 0) step++;
        while (first < nint.Min(step, Size) && (position + Low - first * Dilation) % Stride != 0) first++;
        nint size = first < step ? (Size - first + step - 1) / step : 0;
        last = size > 0 ? first + (size - 1) * step : 0;
        return new(Count, (Length - position + Stride - 1) / Stride, size, 1, step * Dilation / Stride, (last * Dilation - position - Low) / Stride);
    }

    /// <summary>The first window that begins on the axis.</summary>
    internal nint FirstWhole => nint.Min(Count, nint.Max(0, Low + Stride - 1) / Stride);

    /// <summary>Behind the last window that ends on the axis; not before <see cref="FirstWhole"/>.</summary>
    internal nint EndWhole
    {
        get
        {
            nint last = Length + Low - ((Size - 1) * Dilation + 1);
            return last < 0 ? FirstWhole : nint.Max(FirstWhole, nint.Min(Count, last / Stride + 1));
        }
    }

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
    internal nint Count => Batch * ImageCount;

    /// <summary>Number of windows of one image.</summary>
    internal nint ImageCount => Depth.Count * Height.Count * Width.Count;

    /// <summary>Number of lines of windows along the width.</summary>
    internal nint Lines => Batch * Depth.Count * Height.Count;

    /// <summary>The same windows over another number of images.</summary>
    internal WindowGrid WithBatch(nint batch) => new(batch, Depth, Height, Width);

    /// <summary>Number of positions of the tensor.</summary>
    internal nint Positions => Batch * ImagePositions;

    /// <summary>Number of positions of one image.</summary>
    internal nint ImagePositions => Depth.Length * Height.Length * Width.Length;

    /// <summary>Positions of one window.</summary>
    internal nint Size => Depth.Size * Height.Size * Width.Size;
}
