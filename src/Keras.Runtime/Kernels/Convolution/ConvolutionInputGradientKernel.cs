using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>dx: the product of dy and the transposed kernel, a block of windows at a time, each row added to where its window read.</summary>
internal readonly unsafe struct ConvolutionInputGradientKernel(
    ConvolutionShape shape, Pointer<float> dy, nint dyStride, Pointer<float> kernel, Pointer<float> dx, Pointer<float> workspace) : ILaneKernel
{
    public void Run<TLanes>() where TLanes : struct, ILanes<TLanes>
    {
        var patches = new Patches(shape.Grid, shape.GroupChannels, shape.Channels);
        nint inner = shape.Inner, filters = shape.GroupFilters, windows = shape.Grid.Count, count;
        Pointer<float> transposed = workspace, block = workspace + Panels.Length(filters, inner), panels = kernel;
        Copy.Fill(dx, shape.Grid.Positions * shape.Channels, 0f);
        for (nint group = 0; group < shape.Groups; group++)
        {
            if (shape.Groups > 1)
                Panels.Pack(kernel + group * filters, shape.Filters, panels = block + shape.Block * inner, inner, filters);
            Panels.Transpose(panels, transposed, inner, filters);
            for (nint first = 0; first < windows; first += count)
            {
                count = nint.Min(shape.Block, windows - first);
                new ForwardKernel<NoEpilogue>(
                    dy + first * dyStride + group * filters, dyStride, transposed, block, inner, count, filters, inner, 0, default).Run<TLanes>();
                patches.Scatter<TLanes>(block.Value, first, count, dx.Value + group * shape.GroupChannels);
            }
        }
    }
}
