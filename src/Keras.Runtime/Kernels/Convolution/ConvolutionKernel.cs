using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>y = epilogue(patches·kernel): of lines of windows where they fit (<see cref="WindowLines"/>), else of a block of windows at a time.</summary>
internal readonly unsafe struct ConvolutionKernel<TEpilogue>(
    ConvolutionShape shape, Pointer<float> x, nint pixel, Pointer<float> kernel, Pointer<float> y, nint yStride,
    Pointer<float> workspace, TEpilogue epilogue) : ILaneKernel where TEpilogue : struct, IEpilogue
{
    public void Run<TLanes>() where TLanes : struct, ILanes<TLanes>
    {
        nint inner = shape.Inner, filters = shape.GroupFilters;
        Pointer<float> panels = kernel;
        for (nint group = 0; group < shape.Groups; group++)
        {
            if (shape.Groups > 1)
                Panels.Pack(kernel + group * filters, shape.Filters, panels = workspace + shape.Block * inner, inner, filters);
            if (WindowLines.Fit(shape))
            {
                nint line = shape.Grid.Width.Count * yStride, image = shape.Grid.Height.Count * line;
                var lines = new ConvolutionLines<TLanes, TEpilogue>(shape, x, pixel, panels, y, yStride, line, image, group, workspace, epilogue);
                Parts.Run(lines, shape.Grid.Lines, 1, shape.GroupCost);
            }
            else
            {
                Parts.Run(new Blocks<TLanes>(shape, x, pixel, panels, y, yStride, group, workspace, epilogue), shape.Blocks, 1, shape.GroupCost);
            }
        }
    }

    /// <summary>The blocks of windows of one group. They are the same whoever computes them.</summary>
    private readonly struct Blocks<TLanes>(
        ConvolutionShape shape, Pointer<float> x, nint pixel, Pointer<float> panels, Pointer<float> y, nint yStride, nint group,
        Pointer<float> workspace, TEpilogue epilogue) : IParts where TLanes : struct, ILanes<TLanes>
    {
        public void Run(nint first, nint end, int worker)
        {
            var patches = new Patches(shape.Grid, shape.GroupChannels, pixel);
            nint inner = shape.Inner, filters = shape.GroupFilters;
            var block = new Pointer<float>(worker == 0 ? workspace.Value : Workers.Scratch(worker, shape.Block * inner));
            for (; first < end; first++)
            {
                nint window = shape.BlockStart(first), count = shape.BlockStart(first + 1) - window;
                patches.Gather<TLanes>(x.Value + group * shape.GroupChannels, window, count, block.Value);
                new ForwardKernel<TEpilogue>(
                    block, inner, panels, y, yStride, count, inner, filters, group * filters, epilogue, window).Run<TLanes>();
            }
        }
    }
}
