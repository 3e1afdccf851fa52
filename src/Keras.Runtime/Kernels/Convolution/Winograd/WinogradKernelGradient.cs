using System.Runtime.CompilerServices;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>The kernel's gradient: at each point the product of the transposed tiles of x and those of dy, summed over all blocks, then taken
/// back to the kernel's places.</summary>
internal readonly unsafe struct WinogradKernelGradient(
    WinogradShape shape, Pointer<float> x, nint pixel, Pointer<float> dy, nint dyStride, Pointer<float> gradient,
    Pointer<float> workspace, bool accumulate) : IWinogradKernel
{
    /// <summary>Floats of a kernel's places that are added at a time.</summary>
    private const int Chunk = 64;

    public void Run<TLanes, TPoints, TTile, TSize>()
        where TLanes : struct, ILanes<TLanes> where TPoints : struct, IWinogradPoints where TTile : struct, ICount where TSize : struct, ICount
    {
        TileSource input = TileSource.Input(shape, x.Value, pixel), output = TileSource.Gradient(shape, dy.Value, dyStride);
        Pointer<float> sums = workspace, inputs = sums + shape.Points * shape.KernelPoint, outputs = inputs + shape.Points * shape.InputPoint;
        nint columns = WinogradShape.Padded(shape.Filters), count;
        if (shape.Tiles == 0)
            Copy.Fill(sums, shape.Points * shape.KernelPoint, 0f);
        for (nint first = 0; first < shape.Tiles; first += count)
        {
            count = nint.Min(shape.Block, shape.Tiles - first);
            input.Transform<TLanes, InputTransform<TPoints>>(first, count, inputs.Value, shape.InputPoint);
            output.Transform<TLanes, OutputAdjoint<TPoints, TTile>>(first, count, outputs.Value, shape.GradientPoint);
            for (nint point = 0; point < shape.Points; point++)
            {
                new WeightGradientKernel(
                    inputs + point * shape.InputPoint, shape.InputRow, outputs + point * shape.GradientPoint, columns,
                    sums + point * shape.KernelPoint, count, shape.Channels, columns, accumulate: first > 0).Run<TLanes>();
            }
        }
        Finish<TLanes, KernelAdjoint<TPoints, TSize>>(sums.Value);
    }

    [SkipLocalsInit]
    private void Finish<TLanes, TTransform>(float* sums) where TLanes : struct, ILanes<TLanes> where TTransform : struct, ITileTransform
    {
        float* buffer = stackalloc float[TileTransform.MostPoints * TileTransform.MostPoints * Chunk + Panels.Width];
        float* part = (float*)(((nint)buffer + 63) & ~63);
        nint panel = shape.Channels * Panels.Width, size = TTransform.To, places = size * size;
        for (nint column = 0; column < shape.Filters; column += Panels.Width, sums += panel)
        {
            float* target = gradient.Value + column * places * shape.Channels;
            if (!accumulate)
            {
                TileTransform.Run<TLanes, TTransform>(
                    sums, TTransform.From * shape.KernelPoint, shape.KernelPoint, target, size * panel, panel, panel);
                continue;
            }
            for (nint at = 0; at < panel; at += Chunk)
            {
                nint taken = nint.Min(Chunk, panel - at);
                TileTransform.Run<TLanes, TTransform>(
                    sums + at, TTransform.From * shape.KernelPoint, shape.KernelPoint, part, size * Chunk, Chunk, taken);
                for (nint place = 0; place < places; place++)
                    Runs.Add<TLanes>(part + place * Chunk, target + place * panel + at, taken);
            }
        }
    }
}
