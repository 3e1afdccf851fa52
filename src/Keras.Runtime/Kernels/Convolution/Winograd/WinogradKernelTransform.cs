using System.Runtime.CompilerServices;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>A kernel in panels at the points. Its places lie a matrix (channels, filters) apart, so that a panel's channels are one run of
/// registers.</summary>
internal readonly unsafe struct WinogradKernelTransform(
    Pointer<float> kernel, Pointer<float> transformed, nint channels, nint filters, bool adjoint) : IWinogradKernel
{
    /// <summary>Floats of a square of channels and filters.</summary>
    private const int Square = Panels.Width * Panels.Width;

    public void Run<TLanes, TPoints, TTile, TSize>()
        where TLanes : struct, ILanes<TLanes> where TPoints : struct, IWinogradPoints where TTile : struct, ICount where TSize : struct, ICount =>
        Parts.Run(
            new PanelsOfKernel<TLanes, TPoints, TSize>(this), Panels.Count(filters), 1,
            Cost.Elements(TPoints.Count * TPoints.Count * Panels.Length(channels, filters)));

    /// <summary>The panels of filters from <paramref name="panel"/> to before <paramref name="end"/>.</summary>
    private void Run<TLanes, TPoints, TSize>(nint panel, nint end)
        where TLanes : struct, ILanes<TLanes> where TPoints : struct, IWinogradPoints where TSize : struct, ICount
    {
        if (adjoint)
        {
            Adjoint<TLanes, KernelTransform<TPoints, TSize>>(panel, end);
            return;
        }
        nint run = channels * Panels.Width, point = Panels.Length(channels, filters), size = TSize.Count;
        for (; panel < end; panel++)
        {
            TileTransform.Run<TLanes, KernelTransform<TPoints, TSize>>(
                kernel.Value + panel * size * size * run, size * run, run, transformed.Value + panel * run, TPoints.Count * point, point, run);
        }
    }

    private readonly struct PanelsOfKernel<TLanes, TPoints, TSize>(WinogradKernelTransform kernel) : IParts
        where TLanes : struct, ILanes<TLanes> where TPoints : struct, IWinogradPoints where TSize : struct, ICount
    {
        public void Run(nint first, nint end, int worker) => kernel.Run<TLanes, TPoints, TSize>(first, end);
    }

    /// <summary>Of the kernel from its last place to its first, squares of channels and filters transposed.</summary>
    [SkipLocalsInit]
    private void Adjoint<TLanes, TTransform>(nint firstPanel, nint endPanel) where TLanes : struct, ILanes<TLanes> where TTransform : struct, ITileTransform
    {
        float* buffer = stackalloc float[TileTransform.MostPoints * TileTransform.MostPoints * Square + Panels.Width];
        float* squares = (float*)(((nint)buffer + 63) & ~63);
        nint panel = channels * Panels.Width, point = Panels.Length(filters, channels), size = TTransform.From, points = TTransform.To;
        for (nint filter = firstPanel * Panels.Width; filter < nint.Min(endPanel * Panels.Width, filters); filter += Panels.Width)
        {
            float* last = kernel.Value + filter * size * size * channels + (size * size - 1) * panel;
            for (nint channel = 0; channel < channels; channel += Panels.Width)
            {
                nint rows = nint.Min(Panels.Width, channels - channel), columns = nint.Min(Panels.Width, filters - filter);
                TileTransform.Run<TLanes, TTransform>(
                    last + channel * Panels.Width, -size * panel, -panel, squares, points * Square, Square, rows * Panels.Width);
                float* target = transformed.Value + channel * filters + filter * Panels.Width;
                for (nint place = 0; place < points * points; place++, target += point)
                {
                    if (rows < Panels.Width)
                        Runs.Clear<TLanes>(target, columns * Panels.Width);
                    Permutation.TransposeSquare(squares + place * Square, Panels.Width, target, Panels.Width, columns, rows);
                }
            }
        }
    }
}
