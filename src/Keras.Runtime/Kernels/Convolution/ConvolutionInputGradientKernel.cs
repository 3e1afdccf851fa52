using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>dx: the product of dy and the transposed kernel, a block of windows at a time, each row added to where its window read. Windows of
/// different images read different places: so images, or some small ones together, are what threads take. Where lines of windows over dy
/// give the same (<see cref="ConvolutionAdjoint"/>), nothing is added up in memory.</summary>
internal readonly unsafe struct ConvolutionInputGradientKernel(
    ConvolutionShape shape, Pointer<float> dy, nint dyStride, Pointer<float> kernel, Pointer<float> dx, Pointer<float> workspace) : ILaneKernel
{
    public void Run<TLanes>() where TLanes : struct, ILanes<TLanes>
    {
        if (ConvolutionAdjoint.Fits(shape))
        {
            new ConvolutionAdjoint(shape, dy, dyStride, kernel, dx, workspace).Run<TLanes>();
            return;
        }
        nint inner = shape.Inner, filters = shape.GroupFilters;
        Pointer<float> transposed = workspace, block = workspace + Panels.Length(filters, inner), panels = kernel;
        Copy.Fill(dx, shape.Grid.Positions * shape.Channels, 0f);
        nint windows = nint.Max(1, shape.Grid.ImageCount), together = nint.Max(1, shape.Block / windows);
        for (nint group = 0; group < shape.Groups; group++)
        {
            if (shape.Groups > 1)
                Panels.Pack(kernel + group * filters, shape.Filters, panels = block + shape.Block * inner, inner, filters);
            Panels.Transpose(panels, transposed, inner, filters);
            var images = new Images<TLanes>(shape, dy, dyStride, transposed, dx, group, block, together * windows);
            Parts.Run(images, (shape.Grid.Batch + together - 1) / together, 1, shape.GroupCost);
        }
    }

    /// <summary>Images of one group, some together.</summary>
    private readonly struct Images<TLanes>(
        ConvolutionShape shape, Pointer<float> dy, nint dyStride, Pointer<float> transposed, Pointer<float> dx, nint group,
        Pointer<float> workspace, nint together) : IParts where TLanes : struct, ILanes<TLanes>
    {
        public void Run(nint first, nint end, int worker)
        {
            var block = new Pointer<float>(worker == 0 ? workspace.Value : Workers.Scratch(worker, shape.Block * shape.Inner));
            for (; first < end; first++)
                Run(first * together, nint.Min((first + 1) * together, shape.Grid.Count), block);
        }

        private void Run(nint window, nint end, Pointer<float> block)
        {
            var patches = new Patches(shape.Grid, shape.GroupChannels, shape.Channels);
            nint inner = shape.Inner, filters = shape.GroupFilters;
            for (nint count; window < end; window += count)
            {
                count = TileRows.Height(window, end, shape.Block);
                new ForwardKernel<NoEpilogue>(
                    dy + window * dyStride + group * filters, dyStride, transposed, block, inner, count, filters, inner, 0, default).Run<TLanes>();
                patches.Scatter<TLanes>(block.Value, window, count, dx.Value + group * shape.GroupChannels);
            }
        }
    }
}
