using System.ComponentModel;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>Maxima and means of windows over dense tensors x (batch, depth, height, width, channels) to y (the windows, channels).
/// Positions of a window beside the tensor do not count; every window has one on it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Pooling
{
    /// <summary>The largest element of each window; NaN where one is NaN.</summary>
    public static void Max(Pointer<float> x, Pointer<float> y, in WindowGrid grid, nint channels) => Forward<MaxReduction>(x, y, grid, channels);

    /// <summary>The mean of each window.</summary>
    public static void Average(Pointer<float> x, Pointer<float> y, in WindowGrid grid, nint channels) =>
        Forward<MeanReduction>(x, y, grid, channels);

    /// <summary>The gradient of x: each window's goes to the first of its elements that is the largest.</summary>
    public static void MaxGradient(
        Pointer<float> x, Pointer<float> y, Pointer<float> dy, Pointer<float> dx, in WindowGrid grid, nint channels) =>
        Parts.RunRowKernel(new MaxPoolingGradientKernel(x, y, dy, dx, grid, channels), channels, grid.Batch, 1, Work(grid, channels));

    /// <summary>The gradient of x: each window's goes to its elements in equal parts.</summary>
    public static void AverageGradient(Pointer<float> dy, Pointer<float> dx, in WindowGrid grid, nint channels) =>
        Parts.RunRowKernel(new AveragePoolingGradientKernel(dy, dx, grid, channels), channels, grid.Batch, 1, Work(grid, channels));

    private static void Forward<TReduction>(Pointer<float> x, Pointer<float> y, in WindowGrid grid, nint channels) where TReduction : struct, IReduction
    {
        nint lines = grid.Lines;
        if (channels >= Lanes8.Count || !NarrowPoolingKernel<TReduction>.Fits(grid, channels))
            Parts.RunRowKernel(new PoolingKernel<TReduction>(x, y, grid, channels, 0, lines), channels, lines, 1, Work(grid, channels));
        else
            Parts.RunKernel(new NarrowPoolingKernel<TReduction>(x, y, grid, channels, 0, lines), lines, 1, Work(grid, channels));
    }

    private static long Work(in WindowGrid grid, nint channels) => Cost.Elements(grid.Positions * channels);
}
