using System.Runtime.CompilerServices;
using Keras.Hosting;
using static Keras.Kernels.LaneMemory;

namespace Keras.Kernels;

/// <summary>y[w] = epilogue(Σ_j x[w·stride + j·dilation − low]·k[j]) for each channel: four windows at a time, so that a weight is read once for all
/// of them and their sums hide each other's latency. A flipped kernel is read from its end.</summary>
internal readonly unsafe struct DepthwiseKernel<TEpilogue>(
    WindowGrid grid, nint channels, Pointer<float> x, Pointer<float> kernel, Pointer<float> y, bool flipped, TEpilogue epilogue)
    : ILaneKernel, IDepthwiseLine where TEpilogue : struct, IEpilogue
{
    public void Run<TLanes>() where TLanes : struct, ILanes<TLanes> =>
        DepthwiseLines.Run<TLanes, DepthwiseKernel<TEpilogue>>(
            this, grid.Batch, grid.Depth.Count, grid.Height.Count, channels, grid.Count * grid.Size * channels);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TLanes>(nint image, nint depth, nint height, nint channel) where TLanes : struct, ILanes<TLanes>
    {
        WindowAxis width = grid.Width;
        TEpilogue last = epilogue; // a copy, whose fields can live in registers
        nint row = ((image * grid.Depth.Count + depth) * grid.Height.Count + height) * width.Count;
        float* target = y.Value + row * channels + channel;
        nint step = width.Stride * channels, firstWhole = width.FirstWhole, endWhole = width.EndWhole, window = 0;
        var lines = new Part(this, image, depth, height, channel);
        while (window < width.Count)
        {
            TLanes s0 = TLanes.Broadcast(0f), s1 = s0, s2 = s0, s3 = s0;
            nint left = width.Start(window);
            bool whole = window >= firstWhole && window < endWhole, four = whole && window + 4 <= endWhole;
            nint begin = whole ? 0 : width.First(left), end = whole ? width.Size : width.End(left);
            for (nint d = lines.FirstDepth; d < lines.EndDepth; d++)
            {
                for (nint h = lines.FirstHeight; h < lines.EndHeight; h++)
                {
                    float* from = lines.Tensor + d * lines.DepthStep + h * lines.HeightStep + left * channels;
                    float* weights = lines.Weights + (d * grid.Height.Size + h) * width.Size * lines.WeightStep;
                    if (four)
                    {
                        for (nint w = 0; w < width.Size; w++, from += width.Dilation * channels, weights += lines.WeightStep)
                        {
                            TLanes weight = Load<TLanes>(weights);
                            s0 = TLanes.FusedMultiplyAdd(Load<TLanes>(from), weight, s0);
                            s1 = TLanes.FusedMultiplyAdd(Load<TLanes>(from + step), weight, s1);
                            s2 = TLanes.FusedMultiplyAdd(Load<TLanes>(from + 2 * step), weight, s2);
                            s3 = TLanes.FusedMultiplyAdd(Load<TLanes>(from + 3 * step), weight, s3);
                        }
                    }
                    else
                    {
                        for (nint w = begin; w < end; w++)
                            s0 = TLanes.FusedMultiplyAdd(
                                Load<TLanes>(from + w * width.Dilation * channels), Load<TLanes>(weights + w * lines.WeightStep), s0);
                    }
                }
            }
            Store(last.Apply(s0, row + window, channel), target + window * channels);
            if (four)
            {
                Store(last.Apply(s1, row + window + 1, channel), target + (window + 1) * channels);
                Store(last.Apply(s2, row + window + 2, channel), target + (window + 2) * channels);
                Store(last.Apply(s3, row + window + 3, channel), target + (window + 3) * channels);
            }
            window += four ? 4 : 1;
        }
    }

    /// <summary>What the windows of one line read: which places along the depth and the height lie on the axes.</summary>
    private readonly struct Part
    {
        internal readonly nint FirstDepth, EndDepth, FirstHeight, EndHeight, DepthStep, HeightStep, WeightStep;

        /// <summary>Where place (0, 0, 0) of a window that begins at the line's start would lie.</summary>
        internal readonly float* Tensor;

        /// <summary>The weight of that place.</summary>
        internal readonly float* Weights;

        internal Part(in DepthwiseKernel<TEpilogue> kernel, nint image, nint depth, nint height, nint channel)
        {
            WindowGrid grid = kernel.Grid;
            nint line = grid.Width.Length * kernel.Channels, front = grid.Depth.Start(depth), top = grid.Height.Start(height);
            (FirstDepth, EndDepth) = (grid.Depth.First(front), grid.Depth.End(front));
            (FirstHeight, EndHeight) = (grid.Height.First(top), grid.Height.End(top));
            (DepthStep, HeightStep) = (grid.Depth.Dilation * grid.Height.Length * line, grid.Height.Dilation * line);
            Tensor = kernel.X.Value + ((image * grid.Depth.Length + front) * grid.Height.Length + top) * line + channel;
            WeightStep = kernel.IsFlipped ? -kernel.Channels : kernel.Channels;
            Weights = kernel.Weights.Value + (kernel.IsFlipped ? (grid.Size - 1) * kernel.Channels : 0) + channel;
        }
    }

    private WindowGrid Grid => grid;

    private nint Channels => channels;

    private Pointer<float> X => x;

    private Pointer<float> Weights => kernel;

    private bool IsFlipped => flipped;
}
