using System.Runtime.CompilerServices;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>What neighbouring windows of some lines read: lines of an image, with zeros where windows reach beyond it. A window reads as
/// many runs of floats as it has lines, at one distance from each other, and the next window lies a constant number of floats on. So windows are
/// multiplied where they lie, and an element is copied once for several windows; or not at all, where none reaches beyond the image.</summary>
/// <param name="shape">The convolution.</param>
/// <param name="pixel">Distance between positions of the tensor along the width.</param>
internal readonly unsafe struct WindowLines(in ConvolutionShape shape, nint pixel)
{
    /// <summary>Fewer windows of a line make tiles that read the weights too often.</summary>
    private const nint LeastWindows = 4;

    private readonly WindowAxis _height = shape.Grid.Height, _width = shape.Grid.Width;
    private readonly nint _channels = shape.GroupChannels, _floats = shape.Block * shape.Inner;

    /// <summary>Whether windows read whole runs of lines, and there are enough of them in a line.</summary>
    internal static bool Fit(in ConvolutionShape shape)
    {
        WindowGrid grid = shape.Grid;
        return grid is { Depth: { Size: 1, Count: 1, Length: 1, Low: 0 }, Height.Dilation: 1, Width.Dilation: 1 }
            && grid.Width.Count >= LeastWindows && MostWindows(shape) >= LeastWindows;
    }

    /// <summary>Windows of a line whose floats have room in a block.</summary>
    internal static nint MostWindows(in ConvolutionShape shape)
    {
        WindowAxis width = shape.Grid.Width;
        return (shape.Block - 1) * width.Size / width.Stride + 1;
    }

    /// <summary>Lines of windows, of so many windows each, whose floats have room in a block.</summary>
    internal nint MostLines(nint windows) =>
        (_floats / (Positions(windows) * _channels) - _height.Size) / _height.Stride + 1;

    /// <summary>Finds lines of windows in an image, or brings what they read into a block.</summary>
    /// <param name="image">The first of the channels that are taken.</param>
    /// <param name="line">The first line of windows.</param>
    /// <param name="lines">Number of lines.</param>
    /// <param name="window">The first window of each line.</param>
    /// <param name="windows">Number of windows of a line.</param>
    /// <param name="block">Room for them.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal Found Find<TLanes>(float* image, nint line, nint lines, nint window, nint windows, float* block)
        where TLanes : struct, ILanes<TLanes>
    {
        nint top = _height.Start(line), rows = (lines - 1) * _height.Stride + _height.Size, left = _width.Start(window), positions = Positions(windows);
        bool inside = top >= 0 && top + rows <= _height.Length && left >= 0 && left + positions <= _width.Length;
        if (inside && (pixel == _channels || _width.Size == 1))
            return new(image + (top * _width.Length + left) * pixel, pixel * _width.Stride, pixel * _width.Length);

        nint first = nint.Clamp(-left, 0, positions), end = nint.Clamp(_width.Length - left, first, positions);
        float* to = block;
        for (nint y = top; y < top + rows; y++, to += positions * _channels)
        {
            if ((nuint)y >= (nuint)_height.Length || first == end)
            {
                Runs.Clear<TLanes>(to, positions * _channels);
                continue;
            }
            float* from = image + (y * _width.Length + left + first) * pixel;
            Runs.Clear<TLanes>(to, first * _channels);
            if (pixel == _channels) Runs.Copy<TLanes>(from, to + first * _channels, (end - first) * _channels);
            else Runs.CopyAll<TLanes>(from, pixel, to + first * _channels, _channels, _channels, end - first);
            Runs.Clear<TLanes>(to + end * _channels, (positions - end) * _channels);
        }
        return new(block, _channels * _width.Stride, positions * _channels);
    }

    /// <summary>Positions along the width that neighbouring windows read.</summary>
    private nint Positions(nint windows) => (windows - 1) * _width.Stride + _width.Size;

    /// <summary>Where lines of windows lie.</summary>
    /// <param name="start">What the first window reads first.</param>
    /// <param name="nextWindow">Floats to the next window.</param>
    /// <param name="nextLine">Floats to the next line of the image.</param>
    internal readonly struct Found(float* start, nint nextWindow, nint nextLine)
    {
        internal readonly Pointer<float> Start = new(start);

        internal readonly nint NextWindow = nextWindow;

        internal readonly nint NextLine = nextLine;
    }
}
