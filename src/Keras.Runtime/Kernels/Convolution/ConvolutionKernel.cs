using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>y = epilogue(patches·kernel), a block of windows at a time.</summary>
internal readonly unsafe struct ConvolutionKernel<TEpilogue>(
    ConvolutionShape shape, Pointer<float> x, nint pixel, Pointer<float> kernel, Pointer<float> y, nint yStride,
    Pointer<float> workspace, TEpilogue epilogue) : ILaneKernel where TEpilogue : struct, IEpilogue
{
    public void Run<TLanes>() where TLanes : struct, ILanes<TLanes>
    {
        var patches = new Patches(shape.Grid, shape.GroupChannels, pixel);
        nint inner = shape.Inner, filters = shape.GroupFilters, windows = shape.Grid.Count, count;
        Pointer<float> block = workspace, panels = kernel;
        for (nint group = 0; group < shape.Groups; group++)
        {
            if (shape.Groups > 1)
                Panels.Pack(kernel + group * filters, shape.Filters, panels = workspace + shape.Block * inner, inner, filters);
            for (nint first = 0; first < windows; first += count)
            {
                count = nint.Min(shape.Block, windows - first);
                patches.Gather<TLanes>(x.Value + group * shape.GroupChannels, first, count, block.Value);
                new ForwardKernel<TEpilogue>(
                    block, inner, panels, y, yStride, count, inner, filters, group * filters, epilogue, first).Run<TLanes>();
            }
        }
    }
}
