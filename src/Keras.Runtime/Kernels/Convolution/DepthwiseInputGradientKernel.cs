using System.Runtime.CompilerServices;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>dx[p] = Σ_j dy[(p + low − j·dilation)/stride]·k[j] over the windows that read p, for each channel: every element is written
/// once. Where windows move by 1 that is a convolution with the kernel turned around.</summary>
internal readonly unsafe struct DepthwiseInputGradientKernel(
    WindowGrid grid, nint channels, Pointer<float> dy, Pointer<float> kernel, Pointer<float> dx) : ILaneKernel, IDepthwiseLine
{
    public void Run<TLanes>() where TLanes : struct, ILanes<TLanes>
    {
        if (grid.IsDense)
        {
            new DepthwiseKernel<NoEpilogue>(grid.Flipped, channels, dy, kernel, dx, flipped: true, default).Run<TLanes>();
            return;
        }
        DepthwiseLines.Run<TLanes, DepthwiseInputGradientKernel>(
            this, grid.Batch, grid.Depth.Length, grid.Height.Length, channels, grid.Count * grid.Size * channels);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TLanes>(nint image, nint depth, nint height, nint channel) where TLanes : struct, ILanes<TLanes>
    {
        WindowAxis width = grid.Width;
        float* tensor = dy.Value + image * grid.Depth.Count * grid.Height.Count * width.Count * channels + channel;
        float* target = dx.Value + ((image * grid.Depth.Length + depth) * grid.Height.Length + height) * width.Length * channels + channel;
        for (nint position = 0; position < width.Length; position++, target += channels)
        {
            TLanes sum = TLanes.Broadcast(0f);
            for (nint d = 0; d < grid.Depth.Size; d++)
            {
                if (!Reads(grid.Depth, depth, d, out nint z)) continue;
                for (nint h = 0; h < grid.Height.Size; h++)
                {
                    if (!Reads(grid.Height, height, h, out nint v)) continue;
                    float* from = tensor + (z * grid.Height.Count + v) * width.Count * channels;
                    float* weights = kernel.Value + (d * grid.Height.Size + h) * width.Size * channels + channel;
                    for (nint w = 0; w < width.Size; w++)
                    {
                        if (Reads(width, position, w, out nint u))
                            sum = TLanes.FusedMultiplyAdd(
                                TLanes.Load(new Pointer<float>(from), u * channels), TLanes.Load(new Pointer<float>(weights), w * channels), sum);
                    }
                }
            }
            TLanes.Store(sum, new Pointer<float>(target), 0);
        }
    }

    /// <summary>Which window reads a position at its place j, if one does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Reads(WindowAxis axis, nint position, nint j, out nint window)
    {
        nint start = position + axis.Low - j * axis.Dilation;
        if (axis.Stride == 1)
        {
            window = start;
            return (nuint)start < (nuint)axis.Count;
        }
        window = start / axis.Stride;
        return start >= 0 && window * axis.Stride == start && window < axis.Count;
    }
}
