using System.ComponentModel;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>Convolutions of (batch, height, width, channels) without strides, dilation or groups by Winograd's method: square tiles of the
/// output from fewer products than their windows have, at the price of some accuracy. The tile's edge is 2
/// or 4, the kernel's 3 (2.25 or 4 times fewer products) or 5 (2.8 or 6.25 times).</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Winograd
{
    /// <summary>Floats of a transformed kernel (channels, filters).</summary>
    public static nint TransformedLength(nint channels, nint filters, int size, int tile) =>
        (tile + size - 1) * (tile + size - 1) * Panels.Length(channels, filters);

    /// <summary>Floats of workspace that <see cref="Forward"/> needs.</summary>
    public static nint ForwardWorkspace(nint channels, nint filters, int size, int tile, nint block) =>
        new WinogradShape(default, channels, filters, size, tile, block).ForwardWorkspace;

    /// <summary>Floats of workspace that <see cref="KernelGradient"/> needs.</summary>
    public static nint KernelGradientWorkspace(nint channels, nint filters, int size, int tile, nint block) =>
        new WinogradShape(default, channels, filters, size, tile, block).KernelGradientWorkspace;

    /// <summary>Transforms a kernel for <see cref="Forward"/>.</summary>
    /// <param name="kernel">A matrix (size² · channels, filters) in <see cref="WeightLayout.Panels"/>.</param>
    /// <param name="transformed">For each point a matrix (channels, filters) in panels; for the adjoint (filters, channels).</param>
    /// <param name="channels">Of the kernel as it is given.</param>
    /// <param name="filters">Of the kernel as it is given.</param>
    /// <param name="size">Edge of the kernel.</param>
    /// <param name="tile">Edge of the tiles.</param>
    /// <param name="adjoint">Whether to flip both axes and to exchange channels and filters: with such a kernel <see cref="Forward"/> over
    /// dy, with size − 1 − low positions before each axis, is the gradient of x.</param>
    public static void TransformKernel(
        Pointer<float> kernel, Pointer<float> transformed, nint channels, nint filters, int size, int tile, bool adjoint) =>
        WinogradForms.Run(size, tile, new WinogradKernelTransform(kernel, transformed, channels, filters, adjoint));

    /// <summary>y = epilogue(convolution of x and kernel); the epilogue's rows are the windows, its columns the filters.</summary>
    /// <param name="x">Tensor with neighbouring positions <paramref name="pixel"/> floats apart.</param>
    /// <param name="pixel">At least the number of channels.</param>
    /// <param name="transformed">Of <see cref="TransformKernel"/>.</param>
    /// <param name="y">Result, whose windows are <paramref name="yStride"/> floats apart. It must overlap no other operand but what the
    /// epilogue reads at the very place that it writes.</param>
    /// <param name="yStride">At least the number of filters.</param>
    /// <param name="grid">The windows, over two axes.</param>
    /// <param name="channels">Of x.</param>
    /// <param name="filters">Of y.</param>
    /// <param name="tile">Edge of the tiles.</param>
    /// <param name="block">Tiles worked on at a time.</param>
    /// <param name="workspace">As <see cref="ForwardWorkspace"/> says.</param>
    /// <param name="epilogue">What happens to each element.</param>
    public static void Forward<TEpilogue>(
        Pointer<float> x, nint pixel, Pointer<float> transformed, Pointer<float> y, nint yStride, in WindowGrid grid,
        nint channels, nint filters, int tile, nint block, Pointer<float> workspace, TEpilogue epilogue) where TEpilogue : struct, IEpilogue
    {
        int size = (int)grid.Width.Size;
        var shape = new WinogradShape(grid, channels, filters, size, tile, block);
        WinogradForms.Run(size, tile, new WinogradForward<TEpilogue>(shape, x, pixel, transformed, y, yStride, workspace, epilogue));
    }

    /// <summary>The kernel's gradient of x and dy, written or added in the kernel's own layout.</summary>
    public static void KernelGradient(
        Pointer<float> x, nint pixel, Pointer<float> dy, nint dyStride, Pointer<float> gradient, in WindowGrid grid,
        nint channels, nint filters, int tile, nint block, Pointer<float> workspace, bool accumulate)
    {
        int size = (int)grid.Width.Size;
        var shape = new WinogradShape(grid, channels, filters, size, tile, block);
        WinogradForms.Run(size, tile, new WinogradKernelGradient(shape, x, pixel, dy, dyStride, gradient, workspace, accumulate));
    }
}
