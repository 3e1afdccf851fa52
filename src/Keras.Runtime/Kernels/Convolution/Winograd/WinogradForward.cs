using System.Runtime.CompilerServices;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>y = epilogue(convolution): a block of tiles at a time goes to the points, through one matrix product at each point, and back.</summary>
internal readonly unsafe struct WinogradForward<TEpilogue>(
    WinogradShape shape, Pointer<float> x, nint pixel, Pointer<float> transformed, Pointer<float> y, nint yStride,
    Pointer<float> workspace, TEpilogue epilogue) : IWinogradKernel where TEpilogue : struct, IEpilogue
{
    public void Run<TLanes, TPoints, TTile, TSize>()
        where TLanes : struct, ILanes<TLanes> where TPoints : struct, IWinogradPoints where TTile : struct, ICount where TSize : struct, ICount =>
        Parts.Run(new Blocks<TLanes, TPoints, TTile>(this), shape.Blocks, 1, shape.ForwardCost);

    /// <summary>The blocks from <paramref name="first"/> to before <paramref name="end"/>.</summary>
    private void Run<TLanes, TPoints, TTile>(nint first, nint end, Pointer<float> input)
        where TLanes : struct, ILanes<TLanes> where TPoints : struct, IWinogradPoints where TTile : struct, ICount
    {
        TileSource source = TileSource.Input(shape, x.Value, pixel);
        Pointer<float> output = input + shape.Points * shape.InputPoint;
        for (nint block = first; block < end; block++)
        {
            nint tile = shape.FirstTile(block), count = shape.FirstTile(block + 1) - tile;
            source.Transform<TLanes, InputTransform<TPoints>>(tile, count, input.Value, shape.InputPoint);
            nint filters;
            for (nint filter = 0; filter < shape.Filters; filter += filters)
            {
                filters = shape.FiltersFrom(filter);
                nint columns = WinogradShape.Padded(filters);
                for (nint point = 0; point < shape.Points; point++)
                {
                    new ForwardKernel<NoEpilogue>(
                        input + point * shape.InputPoint, shape.InputRow, transformed + (point * shape.KernelPoint + filter * shape.Channels),
                        output + point * shape.OutputPoint, columns, count, shape.Channels, columns, 0, default).Run<TLanes>();
                }
                Write<TLanes, OutputTransform<TPoints, TTile>>(tile, count, output.Value, filter, filters);
            }
        }
    }

    /// <summary>The blocks are the same whoever computes them.</summary>
    private readonly struct Blocks<TLanes, TPoints, TTile>(WinogradForward<TEpilogue> kernel) : IParts
        where TLanes : struct, ILanes<TLanes> where TPoints : struct, IWinogradPoints where TTile : struct, ICount
    {
        public void Run(nint first, nint end, int worker) =>
            kernel.Run<TLanes, TPoints, TTile>(first, end, worker == 0 ? kernel.Workspace : kernel.ScratchOf(worker));
    }

    private Pointer<float> Workspace => workspace;

    private Pointer<float> ScratchOf(int worker) => new(Workers.Scratch(worker, shape.ForwardWorkspace));

    /// <summary>Takes the products of a block back to windows, through the epilogue; what lies beyond the last window is dropped.</summary>
    [SkipLocalsInit]
    private void Write<TLanes, TTransform>(nint first, nint count, float* output, nint filter, nint filters)
        where TLanes : struct, ILanes<TLanes> where TTransform : struct, ITileTransform
    {
        float* buffer = stackalloc float[WinogradShape.OutputFloats + Panels.Width];
        float* tile = (float*)(((nint)buffer + 63) & ~63);
        var writer = new EpilogueWriter<TEpilogue>(y, yStride, epilogue);
        nint columns = WinogradShape.Padded(filters), point = shape.OutputPoint, edge = TTransform.To;
        nint height = shape.Grid.Height.Count, width = shape.Grid.Width.Count;
        for (nint index = first; index < first + count; index++, output += columns)
        {
            nint rest = index / shape.Columns, left = index % shape.Columns * edge, top = rest % shape.Lines * edge;
            nint window = (rest / shape.Lines * height + top) * width + left;
            nint lines = nint.Min(edge, height - top), across = nint.Min(edge, width - left);
            if (typeof(TEpilogue) == typeof(NoEpilogue) && lines == edge && across == edge && columns == filters)
            {
                TileTransform.Run<TLanes, TTransform>(
                    output, TTransform.From * point, point, y.Value + window * yStride + filter, width * yStride, yStride, columns);
                continue;
            }
            TileTransform.Run<TLanes, TTransform>(output, TTransform.From * point, point, tile, edge * columns, columns, columns);
            for (nint line = 0; line < lines; line++, window += width)
                writer.Write<TLanes>(new Pointer<float>(tile + line * edge * columns), columns, window, window + across, filter, filter + filters);
        }
    }
}
