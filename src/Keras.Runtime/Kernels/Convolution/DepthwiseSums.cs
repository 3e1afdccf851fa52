using System.Runtime.CompilerServices;
using Keras.Hosting;
using static Keras.Kernels.LaneMemory;

namespace Keras.Kernels;

/// <summary>The sums of one line of windows, up to seven windows at a time: a weight is read once for all of them, and their sums hide
/// each other's latency. Where the places of a window lie as far apart as windows do, what is read is multiplied by three weights while it
/// is in a register. Each sum goes through the kernel in order, wherever its window lies.</summary>
internal readonly unsafe struct DepthwiseSums
{
    /// <summary>Windows whose sums are held in registers.</summary>
    internal const int Windows = 7;

    private readonly WindowAxis _width;

    /// <summary>The places along the depth and the height that lie on the axes.</summary>
    private readonly nint _firstDepth, _endDepth, _firstHeight, _endHeight;

    private readonly nint _channels, _depthStep, _heightStep;

    /// <summary>Where place (0, 0, 0) of a window that begins at the line's start would lie.</summary>
    private readonly float* _tensor;

    private readonly DepthwiseWeights _weights;

    /// <param name="grid">The windows of an image.</param>
    /// <param name="channels">Of the image.</param>
    /// <param name="image">What the windows read.</param>
    /// <param name="weights">By what it is multiplied.</param>
    /// <param name="depth">Which line.</param>
    /// <param name="height">Which line.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal DepthwiseSums(in WindowGrid grid, nint channels, float* image, in DepthwiseWeights weights, nint depth, nint height)
    {
        nint front = grid.Depth.Start(depth), top = grid.Height.Start(height), floats = grid.Width.Length * channels;
        (_width, _weights, _channels) = (grid.Width, weights, channels);
        (_firstDepth, _endDepth) = (grid.Depth.First(front), grid.Depth.End(front));
        (_firstHeight, _endHeight) = (grid.Height.First(top), grid.Height.End(top));
        (_depthStep, _heightStep) = (grid.Depth.Dilation * grid.Height.Length * floats, grid.Height.Dilation * floats);
        _tensor = image + (front * grid.Height.Length + top) * floats;
    }

    /// <summary>Writes the sums of some windows for some registers of channels.</summary>
    /// <param name="window">The first window.</param>
    /// <param name="windows">How many.</param>
    /// <param name="channel">The first channel.</param>
    /// <param name="endChannel">Behind the last channel.</param>
    /// <param name="to">Where the sums go: those of the channels of a window beside each other.</param>
    /// <param name="step">From one window's to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Write<TLanes>(nint window, int windows, nint channel, nint endChannel, float* to, nint step) where TLanes : struct, ILanes<TLanes>
    {
        WindowAxis width = _width;
        nint channels = _channels, weightStep = _weights.Step, size = width.Size, left = width.Start(window);
        nint column = width.Stride * channels, place = width.Dilation * channels, endHeight = _endHeight;
        bool whole = left >= 0 && left + (windows - 1) * width.Stride + (size - 1) * width.Dilation < width.Length;
        nint triples = width.Stride == width.Dilation ? size / 3 * 3 : 0;
        for (; channel < endChannel; channel += TLanes.Count, to += TLanes.Count)
        {
            TLanes zero = TLanes.Broadcast(0f), s0 = zero, s1 = zero, s2 = zero, s3 = zero, s4 = zero, s5 = zero, s6 = zero;
            for (nint d = _firstDepth; d < _endDepth; d++)
            {
                float* line = _tensor + d * _depthStep + _firstHeight * _heightStep + left * channels + channel;
                float* lineWeights = _weights.First + d * _weights.DepthStep + _firstHeight * _weights.HeightStep + channel;
                for (nint h = _firstHeight; h < endHeight; h++, line += _heightStep, lineWeights += _weights.HeightStep)
                {
                    float* weights = lineWeights;
                    float* at = line;
                    nint w = 0;
                    // Three places of all windows; zeros stand for positions beyond the axis.
                    for (; w < triples; w += 3, at += 3 * column, weights += 3 * weightStep)
                    {
                        int read = whole ? (1 << (windows + 2)) - 1 : OnAxis(width, left + w * width.Dilation, windows + 2);
                        float* middle = at + 3 * column;
                        float* last = middle + 3 * column;
                        TLanes x0 = zero, x1 = zero, x2 = zero, x3 = zero, x4 = zero, x5 = zero, x6 = zero, x7 = zero, x8 = zero;
                        if ((read & 1) != 0) x0 = Load<TLanes>(at);
                        if ((read & 2) != 0) x1 = Load<TLanes>(at + column);
                        if ((read & 4) != 0) x2 = Load<TLanes>(at + 2 * column);
                        if ((read & 8) != 0) x3 = Load<TLanes>(middle);
                        if ((read & 16) != 0) x4 = Load<TLanes>(middle + column);
                        if ((read & 32) != 0) x5 = Load<TLanes>(middle + 2 * column);
                        if ((read & 64) != 0) x6 = Load<TLanes>(last);
                        if ((read & 128) != 0) x7 = Load<TLanes>(last + column);
                        if ((read & 256) != 0) x8 = Load<TLanes>(last + 2 * column);
                        TLanes weight = Load<TLanes>(weights);
                        s0 = TLanes.FusedMultiplyAdd(weight, x0, s0);
                        s1 = TLanes.FusedMultiplyAdd(weight, x1, s1);
                        s2 = TLanes.FusedMultiplyAdd(weight, x2, s2);
                        s3 = TLanes.FusedMultiplyAdd(weight, x3, s3);
                        s4 = TLanes.FusedMultiplyAdd(weight, x4, s4);
                        s5 = TLanes.FusedMultiplyAdd(weight, x5, s5);
                        s6 = TLanes.FusedMultiplyAdd(weight, x6, s6);
                        weight = Load<TLanes>(weights + weightStep);
                        s0 = TLanes.FusedMultiplyAdd(weight, x1, s0);
                        s1 = TLanes.FusedMultiplyAdd(weight, x2, s1);
                        s2 = TLanes.FusedMultiplyAdd(weight, x3, s2);
                        s3 = TLanes.FusedMultiplyAdd(weight, x4, s3);
                        s4 = TLanes.FusedMultiplyAdd(weight, x5, s4);
                        s5 = TLanes.FusedMultiplyAdd(weight, x6, s5);
                        s6 = TLanes.FusedMultiplyAdd(weight, x7, s6);
                        weight = Load<TLanes>(weights + 2 * weightStep);
                        s0 = TLanes.FusedMultiplyAdd(weight, x2, s0);
                        s1 = TLanes.FusedMultiplyAdd(weight, x3, s1);
                        s2 = TLanes.FusedMultiplyAdd(weight, x4, s2);
                        s3 = TLanes.FusedMultiplyAdd(weight, x5, s3);
                        s4 = TLanes.FusedMultiplyAdd(weight, x6, s4);
                        s5 = TLanes.FusedMultiplyAdd(weight, x7, s5);
                        s6 = TLanes.FusedMultiplyAdd(weight, x8, s6);
                    }
                    for (; w < size; w++, at += place, weights += weightStep)
                    {
                        int read = whole ? (1 << windows) - 1 : OnAxis(width, left + w * width.Dilation, windows);
                        TLanes weight = Load<TLanes>(weights);
                        float* middle = at + 3 * column;
                        if ((read & 1) != 0) s0 = TLanes.MultiplyAddLanes(new(at), weight, s0);
                        if ((read & 2) != 0) s1 = TLanes.MultiplyAddLanes(new(at + column), weight, s1);
                        if ((read & 4) != 0) s2 = TLanes.MultiplyAddLanes(new(at + 2 * column), weight, s2);
                        if ((read & 8) != 0) s3 = TLanes.MultiplyAddLanes(new(middle), weight, s3);
                        if ((read & 16) != 0) s4 = TLanes.MultiplyAddLanes(new(middle + column), weight, s4);
                        if ((read & 32) != 0) s5 = TLanes.MultiplyAddLanes(new(middle + 2 * column), weight, s5);
                        if ((read & 64) != 0) s6 = TLanes.MultiplyAddLanes(new(middle + 3 * column), weight, s6);
                    }
                }
            }
            Store(s0, to);
            if (windows > 1) Store(s1, to + step);
            if (windows > 2) Store(s2, to + 2 * step);
            if (windows > 3) Store(s3, to + 3 * step);
            if (windows > 4) Store(s4, to + 4 * step);
            if (windows > 5) Store(s5, to + 5 * step);
            if (windows > 6) Store(s6, to + 6 * step);
        }
    }

    /// <summary>Of some windows, as bits, those of which one place lies on the axis.</summary>
    /// <param name="width">The axis.</param>
    /// <param name="position">The place in the first of them.</param>
    /// <param name="windows">How many they are.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int OnAxis(in WindowAxis width, nint position, int windows)
    {
        int first = 0, end = windows;
        while (first < windows && position + first * width.Stride < 0) first++;
        while (end > first && position + (end - 1) * width.Stride >= width.Length) end--;
        return (1 << end) - (1 << first);
    }
}

/// <summary>The weights of the places of a window, one for each channel.</summary>
/// <param name="first">Those of the first place.</param>
/// <param name="depthStep">From one place to the next along the depth.</param>
/// <param name="heightStep">Along the height.</param>
/// <param name="step">Along the width.</param>
internal readonly unsafe struct DepthwiseWeights(float* first, nint depthStep, nint heightStep, nint step)
{
    internal readonly float* First = first;

    internal readonly nint DepthStep = depthStep, HeightStep = heightStep, Step = step;
}
