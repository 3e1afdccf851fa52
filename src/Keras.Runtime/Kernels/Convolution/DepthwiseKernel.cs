using System.Runtime.CompilerServices;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>y[w] = epilogue(Σ_j x[w·stride + j·dilation − low]·k[j]) for each channel, line after line.</summary>
internal readonly unsafe struct DepthwiseKernel<TEpilogue>(
    WindowGrid grid, nint channels, Pointer<float> x, Pointer<float> kernel, Pointer<float> y, TEpilogue epilogue)
    : ILaneKernel where TEpilogue : struct, IEpilogue
{
    public void Run<TLanes>() where TLanes : struct, ILanes<TLanes> =>
        Parts.Run(new Lines<TLanes>(this), grid.Lines, 1, Cost.DirectProducts(grid.Count * grid.Size * channels));

    private readonly struct Lines<TLanes>(DepthwiseKernel<TEpilogue> kernel) : IParts where TLanes : struct, ILanes<TLanes>
    {
        public void Run(nint first, nint end, int worker)
        {
            for (; first < end; first++) kernel.RunLine<TLanes>(first);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunLine<TLanes>(nint line) where TLanes : struct, ILanes<TLanes>
    {
        (nint rest, nint height) = Math.DivRem(line, grid.Height.Count);
        (nint image, nint depth) = Math.DivRem(rest, grid.Depth.Count);
        nint row = line * grid.Width.Count, across = grid.Width.Size * channels;
        var weights = new DepthwiseWeights(kernel.Value, grid.Height.Size * across, across, channels);
        var sums = new DepthwiseSums(grid, channels, x.Value + image * grid.ImagePositions * channels, weights, depth, height);
        new DepthwiseLine<TEpilogue>(sums, grid.Width.Count, channels, y.Value + row * channels, channels, row, epilogue).Run<TLanes>();
    }
}
