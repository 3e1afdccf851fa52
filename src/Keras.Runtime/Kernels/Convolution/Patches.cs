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

    /// <summary>Floats of a window along the width.</summary>
    private nint Run => _grid.Width.Size * channels;

    /// <summary>Whether a window is one run of floats along the width.</summary>
    private bool IsContiguous => _grid.Width.Dilation == 1 && pixel == channels;

    /// <summary>Writes the rows from <paramref name="first"/> on.</summary>
    internal void Gather<TLanes>(float* x, nint first, nint rows, float* block) where TLanes : struct, ILanes<TLanes> =>
        Walk<TLanes>(x, first, rows, block, scatter: false);

    /// <summary>Adds the rows from <paramref name="first"/> on to where they would be read; what lies beyond the borders is dropped.</summary>
    internal void Scatter<TLanes>(float* block, nint first, nint rows, float* x) where TLanes : struct, ILanes<TLanes> =>
        Walk<TLanes>(x, first, rows, block, scatter: true);

    /// <summary>Goes through the lines of windows, and in each through the lines of the tensor that its windows read.</summary>
    private void Walk<TLanes>(float* x, nint first, nint rows, float* block, bool scatter) where TLanes : struct, ILanes<TLanes>
    {
        WindowAxis depth = _grid.Depth, height = _grid.Height, width = _grid.Width;
        nint line = width.Length * pixel, run = Run, row = _grid.Size * channels, count;
        for (nint end = first + rows; first < end; first += count, block += count * row)
        {
            nint window = first % width.Count, rest = first / width.Count;
            nint top = height.Start(rest % height.Count);
            rest /= height.Count;
            nint front = depth.Start(rest % depth.Count);
            float* image = x + rest / depth.Count * depth.Length * height.Length * line;
            count = nint.Min(end - first, width.Count - window);
            float* part = block;
            for (nint d = 0; d < depth.Size; d++)
            {
                nint z = front + d * depth.Dilation;
                for (nint h = 0; h < height.Size; h++, part += run)
                {
                    nint y = top + h * height.Dilation;
                    if ((nuint)z < (nuint)depth.Length && (nuint)y < (nuint)height.Length)
                    {
                        if (scatter) ScatterLine<TLanes>(part, row, window, count, image + (z * height.Length + y) * line);
                        else GatherLine<TLanes>(image + (z * height.Length + y) * line, window, count, part, row);
                    }
                    else if (!scatter)
                    {
                        for (nint i = 0; i < count; i++) Runs.Clear<TLanes>(part + i * row, run);
                    }
                }
            }
        }
    }

    /// <summary>One line of the tensor into its part of the rows of neighbouring windows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void GatherLine<TLanes>(float* line, nint window, nint count, float* part, nint row) where TLanes : struct, ILanes<TLanes>
    {
        WindowAxis width = _grid.Width;
        for (nint i = 0; i < count; i++, part += row)
        {
            nint left = width.Start(window + i), begin = width.First(left), end = nint.Max(begin, width.End(left));
            if (begin == 0 && end == width.Size && IsContiguous)
            {
                // Up to the border all windows are whole.
                nint whole = nint.Min(count, (width.Length - width.Size + width.Low) / width.Stride - window + 1) - i;
                Runs.CopyAll<TLanes>(line + left * pixel, width.Stride * pixel, part, row, Run, whole);
                i += whole - 1;
                part += (whole - 1) * row;
                continue;
            }
            Runs.Clear<TLanes>(part, begin * channels);
            Runs.Clear<TLanes>(part + end * channels, (width.Size - end) * channels);
            for (nint w = begin; w < end; w++)
                Runs.Copy<TLanes>(line + (left + w * width.Dilation) * pixel, part + w * channels, channels);
        }
    }

    /// <summary>Parts of the rows of neighbouring windows, added to one line of the tensor: one place of all windows after the other, so that
    /// neighbouring sums are of different elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ScatterLine<TLanes>(float* part, nint row, nint window, nint count, float* line) where TLanes : struct, ILanes<TLanes>
    {
        WindowAxis width = _grid.Width;
        nint step = width.Stride * pixel;
        for (nint w = 0; w < width.Size; w++, part += channels)
        {
            // The windows whose place w lies on the axis.
            nint start = width.Start(window) + w * width.Dilation;
            nint first = start >= 0 ? 0 : (width.Stride - 1 - start) / width.Stride;
            nint end = start >= width.Length ? 0 : nint.Min(count, (width.Length - 1 - start) / width.Stride + 1);
            float* from = part + first * row;
            float* to = line + (start + first * width.Stride) * pixel;
            for (nint i = first; i < end; i++, from += row, to += step)
                Runs.Add<TLanes>(from, to, channels);
        }
    }
}
