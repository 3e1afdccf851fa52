using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>dkernel: patchesᵀ·dy, one block of windows after the other. Threads take filters, so that no sum is cut,
/// and each gathers the patches.</summary>
internal readonly unsafe struct ConvolutionKernelGradientKernel(
    ConvolutionShape shape, Pointer<float> x, nint pixel, Pointer<float> dy, nint dyStride, Pointer<float> gradient, Pointer<float> workspace,
    bool accumulate) : ILaneKernel
{
    private const int FilterUnit = 2 * Panels.Width;

    public void Run<TLanes>() where TLanes : struct, ILanes<TLanes>
    {
        nint inner = shape.Inner, filters = shape.GroupFilters;
        bool grouped = shape.Groups > 1;
        Pointer<float> panels = grouped ? workspace + shape.Block * inner : gradient;
        for (nint group = 0; group < shape.Groups; group++)
        {
            bool add = accumulate && !grouped;
            if (shape.Grid.Count == 0 && !add)
                Copy.Fill(panels, shape.PanelFloats, 0f);
            var work = new Filters<TLanes>(shape, x, pixel, dy, dyStride, panels, group, workspace, add);
            Parts.Run(work, filters, Parts.Share(filters, FilterUnit), shape.GroupCost);
            if (grouped)
                Panels.Unpack(panels, gradient + group * filters, shape.Filters, inner, filters, accumulate);
        }
    }

    /// <summary>Some filters of one group.</summary>
    private readonly struct Filters<TLanes>(
        ConvolutionShape shape, Pointer<float> x, nint pixel, Pointer<float> dy, nint dyStride, Pointer<float> panels, nint group,
        Pointer<float> workspace, bool accumulate) : IParts where TLanes : struct, ILanes<TLanes>
    {
        public void Run(nint first, nint end, int worker)
        {
            var patches = new Patches(shape.Grid, shape.GroupChannels, pixel);
            nint inner = shape.Inner, filter = group * shape.GroupFilters + first, windows = shape.Grid.Count, count;
            var block = new Pointer<float>(worker == 0 ? workspace.Value : Workers.Scratch(worker, shape.Block * inner));
            for (nint window = 0; window < windows; window += count)
            {
                count = nint.Min(shape.Block, windows - window);
                patches.Gather<TLanes>(x.Value + group * shape.GroupChannels, window, count, block.Value);
                new WeightGradientKernel(
                    block, inner, dy + window * dyStride + filter, dyStride, panels + first * inner, count, inner, end - first,
                    accumulate || window > 0).Run<TLanes>();
            }
        }
    }
}
