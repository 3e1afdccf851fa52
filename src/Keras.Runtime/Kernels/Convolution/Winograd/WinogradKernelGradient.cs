using System.Runtime.CompilerServices;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>The kernel's gradient: at each point the product of the transposed tiles of x and those of dy, summed over all blocks, then taken
/// back to the kernel's places. The kernel goes in parts of some channels and filters, whose sums at all points are still in the
/// cache when the last block takes them back.</summary>
internal readonly unsafe struct WinogradKernelGradient(
    WinogradShape shape, Pointer<float> x, nint pixel, Pointer<float> dy, nint dyStride, Pointer<float> gradient,
    Pointer<float> workspace, bool accumulate) : IWinogradKernel
{
    /// <summary>Floats of a kernel's places that are added at a time.</summary>
    private const int Chunk = 64;

    public void Run<TLanes, TPoints, TTile, TSize>()
        where TLanes : struct, ILanes<TLanes> where TPoints : struct, IWinogradPoints where TTile : struct, ICount where TSize : struct, ICount
    {
        if (shape.Tiles == 0 && !accumulate)
            Copy.Fill(gradient, Panels.Length(TSize.Count * TSize.Count * shape.Channels, shape.Filters), 0f);
        TileSource input = TileSource.Input(shape, x.Value, pixel), output = TileSource.Gradient(shape, dy.Value, dyStride);
        Pointer<float> sums = workspace, inputs = sums + shape.Points * shape.KernelPoint, outputs = inputs + shape.Points * shape.InputPoint;
        for (nint block = 0; block < shape.Blocks; block++)
        {
            nint first = shape.FirstTile(block), count = shape.FirstTile(block + 1) - first;
            input.Transform<TLanes, InputTransform<TPoints>>(first, count, inputs.Value, shape.InputPoint);
            output.Transform<TLanes, OutputAdjoint<TPoints, TTile>>(first, count, outputs.Value, shape.GradientPoint);
            bool last = block + 1 == shape.Blocks;
            nint filters, channels;
            for (nint filter = 0; filter < shape.Filters; filter += filters)
            {
                filters = shape.GradientFiltersFrom(filter);
                for (nint channel = 0; channel < shape.Channels; channel += channels)
                {
                    channels = shape.GradientChannelsFrom(channel);
                    // A single block needs the sums of one part at a time.
                    nint before = shape.Blocks == 1 ? 0 : shape.Points * (filter * shape.Channels + channel * WinogradShape.Padded(filters));
                    Multiply<TLanes>(inputs + channel, outputs + filter, sums + before, count, channels, filters, block > 0);
                    if (last)
                        Finish<TLanes, KernelAdjoint<TPoints, TSize>>((sums + before).Value, channel, channels, filter, filters);
                }
            }
        }
    }

    /// <summary>The products of a block at all points, for a part of the kernel.</summary>
    private void Multiply<TLanes>(
        Pointer<float> inputs, Pointer<float> outputs, Pointer<float> sums, nint count, nint channels, nint filters, bool add)
        where TLanes : struct, ILanes<TLanes>
    {
        nint columns = WinogradShape.Padded(filters);
        for (nint point = 0; point < shape.Points; point++)
        {
            new WeightGradientKernel(
                inputs + point * shape.InputPoint, shape.InputRow, outputs + point * shape.GradientPoint, WinogradShape.Padded(shape.Filters),
                sums + point * channels * columns, count, channels, columns, add).Run<TLanes>();
        }
    }

    /// <summary>Takes the sums of a part of the kernel back to its places.</summary>
    [SkipLocalsInit]
    private void Finish<TLanes, TTransform>(float* sums, nint channel, nint channels, nint filter, nint filters)
        where TLanes : struct, ILanes<TLanes> where TTransform : struct, ITileTransform
    {
        float* buffer = stackalloc float[TileTransform.MostPoints * TileTransform.MostPoints * Chunk + Panels.Width];
        float* part = (float*)(((nint)buffer + 63) & ~63);
        nint size = TTransform.To, places = size * size, place = shape.Channels * Panels.Width;
        nint point = channels * WinogradShape.Padded(filters), run = channels * Panels.Width;
        for (nint column = 0; column < filters; column += Panels.Width, sums += run)
        {
            float* target = gradient.Value + (filter + column) * places * shape.Channels + channel * Panels.Width;
            if (!accumulate)
            {
                TileTransform.Run<TLanes, TTransform>(sums, TTransform.From * point, point, target, size * place, place, run);
                continue;
            }
            for (nint at = 0; at < run; at += Chunk)
            {
                nint taken = nint.Min(Chunk, run - at);
                TileTransform.Run<TLanes, TTransform>(
                    sums + at, TTransform.From * point, point, part, size * Chunk, Chunk, taken);
                for (nint i = 0; i < places; i++)
                    Runs.Add<TLanes>(part + i * Chunk, target + i * place + at, taken);
            }
        }
    }
}
