using System.Runtime.CompilerServices;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>y[w] = Σ_j x[w·stride + j·dilation − low]·k[j] for each channel: four windows at a time, so that a weight is read once for all
/// of them and their sums hide each other's latency.</summary>
internal readonly unsafe struct DepthwiseKernel(WindowGrid grid, nint channels, Pointer<float> x, Pointer<float> kernel, Pointer<float> y)
    : ILaneKernel, IDepthwiseLine
{
    public void Run<TLanes>() where TLanes : struct, ILanes<TLanes> =>
        DepthwiseLines.Run<TLanes, DepthwiseKernel>(this, grid.Batch, grid.Depth.Count, grid.Height.Count, channels);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TLanes>(nint image, nint depth, nint height, nint channel) where TLanes : struct, ILanes<TLanes>
    {
        WindowAxis width = grid.Width;
        nint front = grid.Depth.Start(depth), top = grid.Height.Start(height);
        float* tensor = x.Value + image * grid.Depth.Length * grid.Height.Length * width.Length * channels + channel;
        float* target = y.Value + ((image * grid.Depth.Count + depth) * grid.Height.Count + height) * width.Count * channels + channel;
        nint step = width.Stride * channels, window = 0;
        while (window < width.Count)
        {
            nint left = width.Start(window), begin = width.First(left), end = width.End(left);
            bool four = window + 4 <= width.Count && begin == 0 && width.End(width.Start(window + 3)) == width.Size;
            TLanes s0 = TLanes.Broadcast(0f), s1 = s0, s2 = s0, s3 = s0;
            for (nint d = grid.Depth.First(front); d < grid.Depth.End(front); d++)
            {
                for (nint h = grid.Height.First(top); h < grid.Height.End(top); h++)
                {
                    nint line = (front + d * grid.Depth.Dilation) * grid.Height.Length + top + h * grid.Height.Dilation;
                    float* from = tensor + (line * width.Length + left) * channels;
                    float* weights = kernel.Value + (d * grid.Height.Size + h) * width.Size * channels + channel;
                    if (four)
                    {
                        for (nint w = 0; w < width.Size; w++)
                        {
                            TLanes weight = Load<TLanes>(weights + w * channels);
                            float* at = from + w * width.Dilation * channels;
                            s0 = TLanes.FusedMultiplyAdd(Load<TLanes>(at), weight, s0);
                            s1 = TLanes.FusedMultiplyAdd(Load<TLanes>(at + step), weight, s1);
                            s2 = TLanes.FusedMultiplyAdd(Load<TLanes>(at + 2 * step), weight, s2);
                            s3 = TLanes.FusedMultiplyAdd(Load<TLanes>(at + 3 * step), weight, s3);
                        }
                    }
                    else
                    {
                        for (nint w = begin; w < end; w++)
                            s0 = TLanes.FusedMultiplyAdd(Load<TLanes>(from + w * width.Dilation * channels), Load<TLanes>(weights + w * channels), s0);
                    }
                }
            }
            Store(s0, target + window * channels);
            if (four)
            {
                Store(s1, target + (window + 1) * channels);
                Store(s2, target + (window + 2) * channels);
                Store(s3, target + (window + 3) * channels);
            }
            window += four ? 4 : 1;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Load<TLanes>(float* address) where TLanes : struct, ILanes<TLanes> => TLanes.Load(new Pointer<float>(address), 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TLanes>(TLanes value, float* address) where TLanes : struct, ILanes<TLanes> =>
        TLanes.Store(value, new Pointer<float>(address), 0);
}
