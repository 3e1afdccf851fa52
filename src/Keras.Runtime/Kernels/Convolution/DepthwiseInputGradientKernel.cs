using System.Runtime.CompilerServices;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>dx[p] = Σ_j dy[(p + low − j·dilation)/stride]·k[j] over the windows that read p, for each channel: line after line, every element
/// written once. Positions a stride apart are read by the same places of the kernel, in neighbouring windows: their sums are a depthwise
/// convolution of dy and these places, backwards.</summary>
internal readonly unsafe struct DepthwiseInputGradientKernel(
    WindowGrid grid, nint channels, Pointer<float> dy, Pointer<float> kernel, Pointer<float> dx) : ILaneKernel
{
    public void Run<TLanes>() where TLanes : struct, ILanes<TLanes> =>
        Parts.Run(
            new Lines<TLanes>(this), grid.Batch * grid.Depth.Length * grid.Height.Length, 1, Cost.DirectProducts(grid.Count * grid.Size * channels));

    private readonly struct Lines<TLanes>(DepthwiseInputGradientKernel kernel) : IParts where TLanes : struct, ILanes<TLanes>
    {
        public void Run(nint first, nint end, int worker)
        {
            for (; first < end; first++) kernel.RunLine<TLanes>(first);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunLine<TLanes>(nint line) where TLanes : struct, ILanes<TLanes>
    {
        (nint rest, nint height) = Math.DivRem(line, grid.Height.Length);
        (nint image, nint depth) = Math.DivRem(rest, grid.Depth.Length);
        nint stride = grid.Width.Stride, across = grid.Width.Size * channels, slice = grid.Height.Size * across;
        WindowAxis depths = grid.Depth.Adjoint(depth, out nint lastDepth, out nint depthStep);
        WindowAxis heights = grid.Height.Adjoint(height, out nint lastHeight, out nint heightStep);
        float* tensor = dy.Value + image * grid.ImageCount * channels;
        float* to = dx.Value + line * grid.Width.Length * channels;
        for (nint first = 0; first < nint.Min(stride, grid.Width.Length); first++)
        {
            WindowAxis width = grid.Width.Adjoint(first, out nint last, out nint step);
            float* place = kernel.Value + lastDepth * slice + lastHeight * across + last * channels;
            var weights = new DepthwiseWeights(place, -depthStep * slice, -heightStep * across, -step * channels);
            var sums = new DepthwiseSums(new WindowGrid(1, depths, heights, width), channels, tensor, weights, 0, 0);
            new DepthwiseLine<NoEpilogue>(sums, width.Count, channels, to + first * channels, stride * channels, 0, default).Run<TLanes>();
        }
    }
}
