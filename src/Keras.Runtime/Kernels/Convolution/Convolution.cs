using System.ComponentModel;
using System.Runtime.CompilerServices;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>Convolutions of (batch, up to three axes, channels) and their two adjoints, as matrix products over blocks of windows. The
/// kernel is a matrix (sizes · channels / groups, filters): in <see cref="WeightLayout.Panels"/> where there is one group, else
/// row-major. Workspaces and the number of windows in a block are given by the caller.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Convolution
{
    /// <summary>y = epilogue(convolution of x and kernel); the epilogue's rows are the windows, its columns the filters.</summary>
    /// <param name="x">Tensor with neighbouring positions <paramref name="pixel"/> floats apart.</param>
    /// <param name="pixel">At least the number of channels.</param>
    /// <param name="kernel">Weights.</param>
    /// <param name="y">Result, whose windows are <paramref name="yStride"/> floats apart.</param>
    /// <param name="yStride">At least the number of filters.</param>
    /// <param name="grid">The windows.</param>
    /// <param name="channels">Of x.</param>
    /// <param name="filters">Of y.</param>
    /// <param name="groups">Parts of channels and filters.</param>
    /// <param name="block">Windows in a block.</param>
    /// <param name="workspace">A block, then for several groups one group's kernel in panels.</param>
    /// <param name="epilogue">What happens to each element.</param>
    public static void Forward<TEpilogue>(
        Pointer<float> x, nint pixel, Pointer<float> kernel, Pointer<float> y, nint yStride, in WindowGrid grid,
        nint channels, nint filters, nint groups, nint block, Pointer<float> workspace, TEpilogue epilogue) where TEpilogue : struct, IEpilogue =>
        WidestLanes.Run(new ConvolutionKernel<TEpilogue>(
            new ConvolutionShape(grid, channels, filters, groups, block), x, pixel, kernel, y, yStride, workspace, epilogue));

    /// <summary>The kernel of windows that are several neighbouring ones: a window reads <c>width + windows − 1</c> positions of a line, and has
    /// the filters of each one after the other. Both kernels lie in a single panel.</summary>
    /// <param name="kernel">A matrix (lines · width · channels, filters).</param>
    /// <param name="wide">A matrix (lines · (width + windows − 1) · channels, windows · filters); zero where a window does not read.</param>
    /// <param name="lines">Product of the sizes along all axes but the last.</param>
    /// <param name="width">Size along the last axis.</param>
    /// <param name="channels">Of x.</param>
    /// <param name="filters">Of one window.</param>
    /// <param name="windows">Windows that are one; with all their filters no more than a panel has columns.</param>
    public static unsafe void WidenKernel(
        Pointer<float> kernel, Pointer<float> wide, nint lines, nint width, nint channels, nint filters, nint windows)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(windows * filters, Panels.Width, nameof(windows));
        nint positions = width + windows - 1;
        Copy.Fill(wide, lines * positions * channels * Panels.Width, 0f);
        for (nint row = 0; row < lines * width * channels; row++)
        {
            nint channel = row % channels, position = row / channels % width, line = row / channels / width;
            for (nint window = 0; window < windows; window++)
            {
                float* to = wide.Value + ((line * positions + position + window) * channels + channel) * Panels.Width + window * filters;
                for (nint filter = 0; filter < filters; filter++) to[filter] = kernel.Value[row * Panels.Width + filter];
            }
        }
    }

    /// <summary>The kernel with all axes turned around, and channels and filters exchanged: where windows move by 1, the convolution of dy and it is
    /// the gradient of x. Both kernels lie in panels.</summary>
    /// <param name="kernel">A matrix (size · channels, filters).</param>
    /// <param name="flipped">A matrix (size · filters, channels).</param>
    /// <param name="size">Positions of a window.</param>
    /// <param name="channels">Of x.</param>
    /// <param name="filters">Of y.</param>
    public static unsafe void FlipKernel(Pointer<float> kernel, Pointer<float> flipped, nint size, nint channels, nint filters)
    {
        if (channels % Panels.Width != 0)
            Copy.Fill(flipped, Panels.Length(size * filters, channels), 0f);
        for (nint position = 0; position < size; position++)
            FlipPosition(kernel, flipped, position, size, size - 1 - position, size, channels, filters);
    }

    /// <summary>One position of the kernel, with channels and filters exchanged, as a position of another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static unsafe void FlipPosition(
        Pointer<float> kernel, Pointer<float> flipped, nint from, nint fromSize, nint to, nint toSize, nint channels, nint filters)
    {
        for (nint filter = 0; filter < filters; filter += Panels.Width)
        {
            float* source = kernel.Value + (filter * fromSize + from * Panels.Width) * channels;
            float* target = flipped.Value + (to * filters + filter) * Panels.Width;
            for (nint channel = 0; channel < channels; channel += Panels.Width)
            {
                Permutation.TransposeSquare(
                    source + channel * Panels.Width, Panels.Width, target + channel * toSize * filters, Panels.Width,
                    nint.Min(Panels.Width, filters - filter), nint.Min(Panels.Width, channels - channel));
            }
        }
    }

    /// <summary>dx of dy and kernel: what each window read gets its share. Without groups the workspace holds the kernel's transpose, then a block.</summary>
    public static void InputGradient(
        Pointer<float> dy, nint dyStride, Pointer<float> kernel, Pointer<float> dx, in WindowGrid grid,
        nint channels, nint filters, nint groups, nint block, Pointer<float> workspace) =>
        WidestLanes.Run(new ConvolutionInputGradientKernel(
            new ConvolutionShape(grid, channels, filters, groups, block), dy, dyStride, kernel, dx, workspace));

    /// <summary>The kernel's gradient of x and dy, written or added in the kernel's own layout.</summary>
    public static void KernelGradient(
        Pointer<float> x, nint pixel, Pointer<float> dy, nint dyStride, Pointer<float> gradient, in WindowGrid grid,
        nint channels, nint filters, nint groups, nint block, Pointer<float> workspace, bool accumulate) =>
        WidestLanes.Run(new ConvolutionKernelGradientKernel(
            new ConvolutionShape(grid, channels, filters, groups, block), x, pixel, dy, dyStride, gradient, workspace, accumulate));
}

/// <summary>What the convolution kernels have in common.</summary>
/// <param name="grid">The windows.</param>
/// <param name="channels">Of x.</param>
/// <param name="filters">Of y.</param>
/// <param name="groups">Parts of both.</param>
/// <param name="block">Windows in a block.</param>
internal readonly struct ConvolutionShape(in WindowGrid grid, nint channels, nint filters, nint groups, nint block)
{
    internal readonly WindowGrid Grid = grid;

    internal readonly nint Channels = channels;

    internal readonly nint Filters = filters;

    internal readonly nint Groups = groups;

    internal readonly nint Block = block;

    internal nint GroupChannels => Channels / Groups;

    internal nint GroupFilters => Filters / Groups;

    /// <summary>Number of blocks.</summary>
    internal nint Blocks => (Grid.Count + Block - 1) / Block;

    /// <summary>The first window of a block; of the number behind the last, the number of windows. A last block of a single window takes some
    /// from the one before: a single row is summed up in another order, and no result shall depend on how many images there are.</summary>
    internal nint BlockStart(nint block) =>
        block == Blocks ? Grid.Count : block * Block - (block > 0 && block == Blocks - 1 && Grid.Count % Block == 1 ? Block / 2 : 0);

    /// <summary>What the products of one group cost.</summary>
    internal long GroupCost => Cost.Products(Grid.Count * Inner * GroupFilters);

    /// <summary>Rows of one group's kernel.</summary>
    internal nint Inner => Grid.Size * GroupChannels;

    /// <summary>Floats of one group's kernel in panels.</summary>
    internal nint PanelFloats => Panels.Length(Inner, GroupFilters);
}
