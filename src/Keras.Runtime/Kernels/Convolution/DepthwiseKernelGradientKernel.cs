using System.Runtime.CompilerServices;
using Keras.Hosting;
using static Keras.Kernels.LaneMemory;

namespace Keras.Kernels;

/// <summary>dk[j] = Σ_w x[w·stride + j·dilation − low]·dy[w] for each channel: line after line, each position of the kernel in a sum of
/// its own.</summary>
internal readonly unsafe struct DepthwiseKernelGradientKernel(
    WindowGrid grid, nint channels, Pointer<float> x, Pointer<float> dy, Pointer<float> gradient, bool accumulate) : ILaneKernel
{
    /// <summary>Channels of the widest register: cuts there leave each channel to registers of the same width.</summary>
    private const int ChannelUnit = 16;

    public void Run<TLanes>() where TLanes : struct, ILanes<TLanes>
    {
        if (!accumulate)
            Copy.Fill(gradient, grid.Size * channels, 0f);
        Parts.Run(new Channels<TLanes>(this), channels, ChannelUnit, Cost.DirectProducts(grid.Count * grid.Size * channels));
    }

    /// <summary>Threads take channels, and go through all lines.</summary>
    private readonly struct Channels<TLanes>(DepthwiseKernelGradientKernel kernel) : IParts where TLanes : struct, ILanes<TLanes>
    {
        public void Run(nint first, nint end, int worker) => kernel.Run<TLanes>(first, end);
    }

    private void Run<TLanes>(nint first, nint end) where TLanes : struct, ILanes<TLanes>
    {
        for (nint line = 0; line < grid.Lines; line++)
        {
            nint height = line % grid.Height.Count, rest = line / grid.Height.Count, depth = rest % grid.Depth.Count, image = rest / grid.Depth.Count;
            nint channel = first;
            for (; channel + TLanes.Count <= end; channel += TLanes.Count) AddLine<TLanes>(image, depth, height, channel);
            if (TLanes.Count > 8)
                for (; channel + 8 <= end; channel += 8) AddLine<Lanes8>(image, depth, height, channel);
            if (TLanes.Count > 4)
                for (; channel + 4 <= end; channel += 4) AddLine<Lanes4>(image, depth, height, channel);
            if (TLanes.Count > 1)
                for (; channel < end; channel++) AddLine<Lanes1>(image, depth, height, channel);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddLine<TLanes>(nint image, nint depth, nint height, nint channel) where TLanes : struct, ILanes<TLanes>
    {
        WindowAxis width = grid.Width;
        nint front = grid.Depth.Start(depth), top = grid.Height.Start(height);
        float* tensor = x.Value + image * grid.Depth.Length * grid.Height.Length * width.Length * channels + channel;
        float* cotangent = dy.Value + ((image * grid.Depth.Count + depth) * grid.Height.Count + height) * width.Count * channels + channel;
        for (nint d = grid.Depth.First(front); d < grid.Depth.End(front); d++)
        {
            for (nint h = grid.Height.First(top); h < grid.Height.End(top); h++)
            {
                nint line = (front + d * grid.Depth.Dilation) * grid.Height.Length + top + h * grid.Height.Dilation;
                float* from = tensor + line * width.Length * channels;
                float* sums = gradient.Value + (d * grid.Height.Size + h) * width.Size * channels + channel;
                for (nint w = 0; w < width.Size; w++, sums += channels)
                {
                    // The windows whose place w lies on the axis: 0 <= window·stride + offset < length.
                    nint offset = w * width.Dilation - width.Low;
                    nint first = offset >= 0 ? 0 : (width.Stride - 1 - offset) / width.Stride;
                    nint end = offset >= width.Length ? 0 : nint.Min(width.Count, (width.Length - 1 - offset) / width.Stride + 1);
                    Sum<TLanes>(from + offset * channels, cotangent, first, end, width.Stride * channels, sums);
                }
            }
        }
    }

    /// <summary>Adds the products of one place of the kernel in one line, in four sums that hide each other's latency.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Sum<TLanes>(float* from, float* cotangent, nint first, nint end, nint step, float* sum) where TLanes : struct, ILanes<TLanes>
    {
        TLanes s0 = TLanes.Broadcast(0f), s1 = s0, s2 = s0, s3 = s0;
        nint window = first;
        for (; window + 4 <= end; window += 4)
        {
            float* at = from + window * step;
            float* dy0 = cotangent + window * channels;
            s0 = TLanes.FusedMultiplyAdd(Load<TLanes>(at), Load<TLanes>(dy0), s0);
            s1 = TLanes.FusedMultiplyAdd(Load<TLanes>(at + step), Load<TLanes>(dy0 + channels), s1);
            s2 = TLanes.FusedMultiplyAdd(Load<TLanes>(at + 2 * step), Load<TLanes>(dy0 + 2 * channels), s2);
            s3 = TLanes.FusedMultiplyAdd(Load<TLanes>(at + 3 * step), Load<TLanes>(dy0 + 3 * channels), s3);
        }
        for (; window < end; window++)
            s0 = TLanes.FusedMultiplyAdd(Load<TLanes>(from + window * step), Load<TLanes>(cotangent + window * channels), s0);
        Store(Load<TLanes>(sum) + (s0 + s1 + (s2 + s3)), sum);
    }
}
