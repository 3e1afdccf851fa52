using System.Runtime.CompilerServices;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>The windows of a tensor as rows of a matrix: row r holds what window r reads, position after position, channels innermost;
/// zeros stand for positions beyond the borders. Only a block of rows exists at a time, in a buffer that stays in the cache: so
/// any stride, dilation and border is a plain matrix product, and no copy of the whole is ever made.</summary>
/// <param name="grid">The windows.</param>
/// <param name="channels">Channels that are taken.</param>
/// <param name="pixel">Distance between positions of the tensor along the width.</param>
internal readonly unsafe struct Patches(in WindowGrid grid, nint channels, nint pixel)
{
    private readonly WindowGrid _grid = grid;

    /// <summary>Length of a row.</summary>
    internal nint RowLength => _grid.Size * channels;

    /// <summary>Writes the rows from <paramref name="first"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Gather<TLanes>(float* x, nint first, nint rows, float* block) where TLanes : struct, ILanes<TLanes>
    {
        WindowAxis depth = _grid.Depth, height = _grid.Height, width = _grid.Width;
        nint line = width.Length * pixel, run = width.Size * channels;
        bool contiguous = width.Dilation == 1 && pixel == channels;
        var at = new Place(_grid, first);
        for (nint row = 0; row < rows; row++, at.Next(_grid))
        {
            nint front = depth.Start(at.Depth), top = height.Start(at.Height), left = width.Start(at.Width);
            nint begin = width.First(left), end = nint.Max(begin, width.End(left));
            float* image = x + at.Image * depth.Length * height.Length * line + left * pixel;
            for (nint d = 0; d < depth.Size; d++)
            {
                nint z = front + d * depth.Dilation;
                for (nint h = 0; h < height.Size; h++, block += run)
                {
                    nint y = top + h * height.Dilation;
                    if ((nuint)z >= (nuint)depth.Length || (nuint)y >= (nuint)height.Length)
                    {
                        Runs.Clear<TLanes>(block, run);
                        continue;
                    }
                    float* from = image + (z * height.Length + y) * line;
                    if (begin > 0) Runs.Clear<TLanes>(block, begin * channels);
                    if (end < width.Size) Runs.Clear<TLanes>(block + end * channels, (width.Size - end) * channels);
                    if (contiguous)
                        Runs.Copy<TLanes>(from + begin * channels, block + begin * channels, (end - begin) * channels);
                    else
                        for (nint w = begin; w < end; w++)
                            Runs.Copy<TLanes>(from + w * width.Dilation * pixel, block + w * channels, channels);
                }
            }
        }
    }

    /// <summary>Adds the rows from <paramref name="first"/> on to where they would be read; what lies beyond the borders is dropped.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Scatter<TLanes>(float* block, nint first, nint rows, float* x) where TLanes : struct, ILanes<TLanes>
    {
        WindowAxis depth = _grid.Depth, height = _grid.Height, width = _grid.Width;
        nint line = width.Length * pixel, run = width.Size * channels;
        bool contiguous = width.Dilation == 1 && pixel == channels;
        var at = new Place(_grid, first);
        for (nint row = 0; row < rows; row++, at.Next(_grid))
        {
            nint front = depth.Start(at.Depth), top = height.Start(at.Height), left = width.Start(at.Width);
            nint begin = width.First(left), end = nint.Max(begin, width.End(left));
            float* image = x + at.Image * depth.Length * height.Length * line + left * pixel;
            for (nint d = 0; d < depth.Size; d++)
            {
                nint z = front + d * depth.Dilation;
                for (nint h = 0; h < height.Size; h++, block += run)
                {
                    nint y = top + h * height.Dilation;
                    if ((nuint)z >= (nuint)depth.Length || (nuint)y >= (nuint)height.Length)
                        continue;
                    float* to = image + (z * height.Length + y) * line;
                    if (contiguous)
                        Runs.Add<TLanes>(block + begin * channels, to + begin * channels, (end - begin) * channels);
                    else
                        for (nint w = begin; w < end; w++)
                            Runs.Add<TLanes>(block + w * channels, to + w * width.Dilation * pixel, channels);
                }
            }
        }
    }

    /// <summary>The window of a row.</summary>
    private struct Place
    {
        internal nint Image, Depth, Height, Width;

        internal Place(in WindowGrid grid, nint row)
        {
            Width = row % grid.Width.Count;
            row /= grid.Width.Count;
            Height = row % grid.Height.Count;
            row /= grid.Height.Count;
            Depth = row % grid.Depth.Count;
            Image = row / grid.Depth.Count;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal void Next(in WindowGrid grid)
        {
            if (++Width < grid.Width.Count) return;
            Width = 0;
            if (++Height < grid.Height.Count) return;
            Height = 0;
            if (++Depth < grid.Depth.Count) return;
            Depth = 0;
            Image++;
        }
    }
}
