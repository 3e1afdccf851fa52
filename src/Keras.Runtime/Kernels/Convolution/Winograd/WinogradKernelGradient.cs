using System.Runtime.CompilerServices;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>The kernel's gradient: at each point the product of the transposed tiles of x and those of dy, summed over all blocks, then taken
/// back to the kernel's places. The kernel goes in parts of some channels and filters, whose sums at all points are still in the
/// cache when the last block takes them back. Threads take tiles, then points, then panels of filters, so that no sum is cut.</summary>
internal readonly unsafe struct WinogradKernelGradient(
    WinogradShape shape, Pointer<float> x, nint pixel, Pointer<float> dy, nint dyStride, Pointer<float> gradient,
    Pointer<float> workspace, bool accumulate) : IWinogradKernel
{
    /// <summary>Floats of a kernel's places that are added at a time.</summary>
    private const int Chunk = 64;

    private readonly Pointer<float> _inputs = workspace + shape.Points * shape.KernelPoint;

    private readonly Pointer<float> _outputs = workspace + shape.Points * (shape.KernelPoint + shape.InputPoint);

    public void Run<TLanes, TPoints, TTile, TSize>()
        where TLanes : struct, ILanes<TLanes> where TPoints : struct, IWinogradPoints where TTile : struct, ICount where TSize : struct, ICount
    {
        if (shape.Tiles == 0 && !accumulate)
            Copy.Fill(gradient, Panels.Length(TSize.Count * TSize.Count * shape.Channels, shape.Filters), 0f);
        for (nint block = 0; block < shape.Blocks; block++)
        {
            nint first = shape.FirstTile(block), count = shape.FirstTile(block + 1) - first;
            Parts.Run(new Tiles<TLanes, TPoints, TTile>(this, first), count, 1, shape.TransformCost(count));
            nint filters, channels;
            for (nint filter = 0; filter < shape.Filters; filter += filters)
            {
                filters = shape.GradientFiltersFrom(filter);
                for (nint channel = 0; channel < shape.Channels; channel += channels)
                {
                    channels = shape.GradientChannelsFrom(channel);
                    // A single block needs the sums of one part at a time.
                    nint before = shape.Blocks == 1 ? 0 : shape.Points * (filter * shape.Channels + channel * WinogradShape.Padded(filters));
                    var part = new Part(channel, channels, filter, filters, workspace + before);
                    nint products = part.Point * shape.Points;
                    Parts.Run(new Points<TLanes>(this, part, count, block > 0), shape.Points, 1, Cost.Products(count * products));
                    if (block + 1 == shape.Blocks)
                        Parts.Run(new PanelsOfPart<TLanes, KernelAdjoint<TPoints, TSize>>(this, part), Panels.Count(filters), 1, Cost.Elements(products));
                }
            }
        }
    }

    /// <summary>Some channels and filters of the kernel, and their sums at all points.</summary>
    private readonly record struct Part(nint Channel, nint Channels, nint Filter, nint Filters, Pointer<float> Sums)
    {
        public nint Columns => WinogradShape.Padded(Filters);

        /// <summary>Floats of the sums at one point.</summary>
        public nint Point => Channels * Columns;
    }

    /// <summary>The tiles of a block, whose first one is given, on their way to the points.</summary>
    private readonly struct Tiles<TLanes, TPoints, TTile>(WinogradKernelGradient kernel, nint block) : IParts
        where TLanes : struct, ILanes<TLanes> where TPoints : struct, IWinogradPoints where TTile : struct, ICount
    {
        public void Run(nint first, nint end, int worker) => kernel.Transform<TLanes, TPoints, TTile>(block, first, end - first);
    }

    /// <summary>The points of a part.</summary>
    private readonly struct Points<TLanes>(WinogradKernelGradient kernel, Part part, nint count, bool add) : IParts
        where TLanes : struct, ILanes<TLanes>
    {
        public void Run(nint first, nint end, int worker) => kernel.Multiply<TLanes>(part, first, end, count, add);
    }

    /// <summary>The panels of a part, on their way back to the kernel's places.</summary>
    private readonly struct PanelsOfPart<TLanes, TTransform>(WinogradKernelGradient kernel, Part part) : IParts
        where TLanes : struct, ILanes<TLanes> where TTransform : struct, ITileTransform
    {
        public void Run(nint first, nint end, int worker) => kernel.Finish<TLanes, TTransform>(part, first, end);
    }

    private void Transform<TLanes, TPoints, TTile>(nint block, nint first, nint count)
        where TLanes : struct, ILanes<TLanes> where TPoints : struct, IWinogradPoints where TTile : struct, ICount
    {
        TileSource.Input(shape, x.Value, pixel).Transform<TLanes, InputTransform<TPoints>>(
            block + first, count, (_inputs + first * shape.InputRow).Value, shape.InputPoint);
        TileSource.Gradient(shape, dy.Value, dyStride).Transform<TLanes, OutputAdjoint<TPoints, TTile>>(
            block + first, count, (_outputs + first * shape.GradientRow).Value, shape.GradientPoint);
    }

    /// <summary>The products of a block at some points, for a part of the kernel.</summary>
    private void Multiply<TLanes>(in Part part, nint point, nint end, nint count, bool add) where TLanes : struct, ILanes<TLanes>
    {
        for (; point < end; point++)
        {
            new WeightGradientKernel(
                _inputs + (point * shape.InputPoint + part.Channel), shape.InputRow,
                _outputs + (point * shape.GradientPoint + part.Filter), shape.GradientRow,
                part.Sums + point * part.Point, count, part.Channels, part.Columns, add).Run<TLanes>();
        }
    }

    /// <summary>Takes the sums of a part of the kernel back to its places, some panels of them.</summary>
    [SkipLocalsInit]
    private void Finish<TLanes, TTransform>(in Part part, nint firstPanel, nint endPanel)
        where TLanes : struct, ILanes<TLanes> where TTransform : struct, ITileTransform
    {
        float* buffer = stackalloc float[TileTransform.MostPoints * TileTransform.MostPoints * Chunk + Panels.Width];
        float* taken = (float*)(((nint)buffer + 63) & ~63);
        nint size = TTransform.To, places = size * size, place = shape.Channels * Panels.Width;
        nint point = part.Point, run = part.Channels * Panels.Width;
        for (nint panel = firstPanel; panel < endPanel; panel++)
        {
            float* sums = part.Sums.Value + panel * run;
            float* target = gradient.Value + (part.Filter + panel * Panels.Width) * places * shape.Channels + part.Channel * Panels.Width;
            if (!accumulate)
            {
                TileTransform.Run<TLanes, TTransform>(sums, TTransform.From * point, point, target, size * place, place, run);
                continue;
            }
            for (nint at = 0; at < run; at += Chunk)
            {
                nint count = nint.Min(Chunk, run - at);
                TileTransform.Run<TLanes, TTransform>(sums + at, TTransform.From * point, point, taken, size * Chunk, Chunk, count);
                for (nint i = 0; i < places; i++)
                    Runs.Add<TLanes>(taken + i * Chunk, target + i * place + at, count);
            }
        }
    }
}
