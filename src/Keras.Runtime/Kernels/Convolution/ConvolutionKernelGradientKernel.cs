using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>dkernel: patchesᵀ·dy, one block of windows after the other.</summary>
internal readonly unsafe struct ConvolutionKernelGradientKernel(
    ConvolutionShape shape, Pointer<float> x, nint pixel, Pointer<float> dy, nint dyStride, Pointer<float> gradient, Pointer<float> workspace,
    bool accumulate) : ILaneKernel
{
    public void Run<TLanes>() where TLanes : struct, ILanes<TLanes>
    {
        var patches = new Patches(shape.Grid, shape.GroupChannels, pixel);
        nint inner = shape.Inner, filters = shape.GroupFilters, windows = shape.Grid.Count, count;
        bool grouped = shape.Groups > 1;
        Pointer<float> block = workspace, panels = grouped ? workspace + shape.Block * inner : gradient;
        for (nint group = 0; group < shape.Groups; group++)
        {
            bool add = accumulate && !grouped;
            if (windows == 0 && !add)
                Copy.Fill(panels, shape.PanelFloats, 0f);
            for (nint first = 0; first < windows; first += count, add = true)
            {
                count = nint.Min(shape.Block, windows - first);
                patches.Gather<TLanes>(x.Value + group * shape.GroupChannels, first, count, block.Value);
                new WeightGradientKernel(
                    block, inner, dy + first * dyStride + group * filters, dyStride, panels, count, inner, filters, add).Run<TLanes>();
            }
            if (grouped)
                Panels.Unpack(panels, gradient + group * filters, shape.Filters, inner, filters, accumulate);
        }
    }
}
