using Keras.Hosting;
using Keras.Kernels;

namespace Keras.Runtime.Tests.Kernels;

/// <summary>Convolutions and their adjoints against sums in double, at every register width, with blocks that end within the windows.</summary>
public class ConvolutionTests
{
    private static readonly WindowAxis[] Axes =
    [
        new(length: 6, count: 4, size: 3, stride: 1, dilation: 1, low: 0),
        new(length: 5, count: 5, size: 3, stride: 1, dilation: 1, low: 1),
        new(length: 7, count: 4, size: 3, stride: 2, dilation: 1, low: 1),
        new(length: 6, count: 2, size: 2, stride: 4, dilation: 1, low: 0),
        new(length: 6, count: 6, size: 3, stride: 1, dilation: 2, low: 4),
        new(length: 2, count: 2, size: 5, stride: 1, dilation: 1, low: 2),
        new(length: 4, count: 2, size: 1, stride: 2, dilation: 1, low: 0),
        new(length: 9, count: 3, size: 3, stride: 3, dilation: 1, low: 1),
    ];

    /// <summary>Width, channels, filters, groups, and the axes' numbers.</summary>
    public static TheoryData<int, int, int, int, int, int> Shapes()
    {
        var data = new TheoryData<int, int, int, int, int, int>();
        (int Channels, int Filters, int Groups)[] depths =
            [(1, 1, 1), (1, 33, 1), (3, 16, 1), (15, 17, 1), (16, 15, 1), (17, 32, 1), (33, 8, 1), (4, 6, 2), (34, 36, 2), (15, 45, 3), (6, 6, 6)];
        foreach (int width in LaneWidth.All)
        {
            for (int i = 0; i < depths.Length; i++)
                data.Add(width, depths[i].Channels, depths[i].Filters, depths[i].Groups, i % Axes.Length, (3 * i + 1) % Axes.Length);
            data.Add(width, 5, 4, 1, 4, 5);
        }
        return data;
    }

    /// <summary>Width, channels and the axes' numbers.</summary>
    public static TheoryData<int, int, int, int> Depths()
    {
        var data = new TheoryData<int, int, int, int>();
        int[] channels = [1, 3, 8, 15, 16, 17, 33, 100];
        foreach (int width in LaneWidth.All)
        {
            for (int i = 0; i < channels.Length; i++) data.Add(width, channels[i], i % Axes.Length, (5 * i + 3) % Axes.Length);
        }
        return data;
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Convolutions_and_their_adjoints(int width, int channels, int filters, int groups, int height, int lines)
    {
        foreach (int block in new[] { 3, 8, 500 })
        {
            var grid = new WindowGrid(2, Axes[height], Axes[lines]);
            var shape = new ConvolutionShape(grid, channels, filters, groups, block);
            Compare(width, shape);
        }
    }

    /// <summary>Width, channels, filters, groups, and the axes' numbers.</summary>
    public static TheoryData<int, int, int, int, int, int> LongLines()
    {
        var data = new TheoryData<int, int, int, int, int, int>();
        (int Channels, int Filters, int Groups)[] depths = [(16, 17, 1), (32, 5, 1), (1, 33, 1), (3, 16, 1), (64, 48, 1), (16, 1, 1), (6, 4, 2), (32, 64, 2)];
        foreach (int width in LaneWidth.All)
        {
            for (int lines = 0; lines < LongAxes.Length; lines++)
                for (int i = 0; i < depths.Length; i++)
                    data.Add(width, depths[i].Channels, depths[i].Filters, depths[i].Groups, (lines + 3 * i) % LongAxes.Length, lines);
        }
        return data;
    }

    private static readonly WindowAxis[] LongAxes =
    [
        new(length: 8, count: 6, size: 3, stride: 1, dilation: 1, low: 0),
        new(length: 9, count: 9, size: 3, stride: 1, dilation: 1, low: 1),
        new(length: 11, count: 6, size: 3, stride: 2, dilation: 1, low: 1),
        new(length: 12, count: 6, size: 3, stride: 2, dilation: 1, low: 0),
        new(length: 10, count: 5, size: 1, stride: 2, dilation: 1, low: 0),
        new(length: 6, count: 10, size: 5, stride: 1, dilation: 1, low: 4),
        new(length: 13, count: 5, size: 2, stride: 2, dilation: 1, low: 0),
        new(length: 13, count: 13, size: 2, stride: 1, dilation: 1, low: 0),
        new(length: 17, count: 7, size: 5, stride: 3, dilation: 1, low: 2),
    ];

    [Theory, MemberData(nameof(LongLines))]
    public void Lines_of_windows(int width, int channels, int filters, int groups, int height, int lines)
    {
        foreach (int block in new[] { 6, 24, 500 })
        {
            var shape = new ConvolutionShape(new WindowGrid(2, LongAxes[height], LongAxes[lines]), channels, filters, groups, block);
            Compare(width, shape);
            Compare(width, shape, gap: 0);
        }
    }

    [Theory, MemberData(nameof(Depths))]
    public void Three_axes(int width, int channels, int height, int lines)
    {
        var grid = new WindowGrid(2, Axes[2], Axes[height], Axes[lines]);
        Compare(width, new ConvolutionShape(grid, channels, 5, 1, 16));
    }

    [Theory, MemberData(nameof(Depths))]
    public void Each_channel_by_itself(int width, int channels, int height, int lines)
    {
        EachChannel(width, channels, new WindowGrid(2, Axes[(height + 1) % Axes.Length], Axes[height], Axes[lines]));
        int[] dense = [0, 1, 4, 5];
        EachChannel(width, channels, new WindowGrid(2, Axes[dense[height % 4]], Axes[dense[lines % 4]]));
    }

    /// <summary>Width, length, size, stride and dilation: windows by sevens and fewer, places by threes and one by one, all of them on the
    /// axis and some beyond its ends.</summary>
    public static TheoryData<int, int, int, int, int> Lines()
    {
        var data = new TheoryData<int, int, int, int, int>();
        (int Size, int Stride, int Dilation)[] windows =
            [(1, 1, 1), (2, 1, 1), (3, 1, 1), (5, 1, 1), (7, 1, 1), (3, 2, 1), (5, 2, 1), (3, 1, 2), (3, 2, 2), (6, 3, 3), (2, 5, 1), (4, 2, 3)];
        foreach (int width in LaneWidth.All)
        {
            foreach ((int size, int stride, int dilation) in windows)
                foreach (int length in new[] { 1, 7, 8, 15, 16, 17, 33 }) data.Add(width, length, size, stride, dilation);
        }
        return data;
    }

    [Theory, MemberData(nameof(Lines))]
    public void Each_channel_by_itself_in_long_lines(int width, int length, int size, int stride, int dilation)
    {
        int reach = (size - 1) * dilation + 1, count = (length + stride - 1) / stride;
        var same = new WindowAxis(length, count, size, stride, dilation, Math.Max((count - 1) * stride + reach - length, 0) / 2);
        EachChannel(width, length == 8 ? 300 : 33, new WindowGrid(1, Axes[1], same));
        if (length >= reach) EachChannel(width, 5, new WindowGrid(2, Axes[3], new WindowAxis(length, (length - reach) / stride + 1, size, stride, dilation)));
    }

    private static void EachChannel(int width, int channels, WindowGrid grid)
    {
        var shape = new ConvolutionShape(grid, channels, channels, channels, 1);
        var sums = new ConvolutionSums(shape);
        using var x = Guarded.Random(sums.X.Length, 1);
        using var kernel = Guarded.Random(sums.Kernel.Length, 2);
        using var dy = Guarded.Random(sums.Y.Length, 3);
        sums.Add(x.Span, kernel.Span, dy.Span);

        using var y = Guarded.Filled(sums.Y.Length, float.NaN);
        LaneWidth.Run(width, new DepthwiseKernel<NoEpilogue>(grid, channels, x.Pointer, kernel.Pointer, y.Pointer, default));
        AssertNear(sums.Y, y);
        LaneWidth.Run(width, new DepthwiseKernel<Subtract>(grid, channels, x.Pointer, kernel.Pointer, y.Pointer, new(dy.Pointer, channels)));
        AssertNear([.. sums.Y.Select((sum, i) => sum - dy.Span[i])], y);
        using var dx = Guarded.Filled(sums.X.Length, float.NaN);
        LaneWidth.Run(width, new DepthwiseInputGradientKernel(grid, channels, dy.Pointer, kernel.Pointer, dx.Pointer));
        AssertNear(sums.X, dx);

        using var dkernel = Guarded.Filled(sums.Kernel.Length, 1f);
        LaneWidth.Run(width, new DepthwiseKernelGradientKernel(grid, channels, x.Pointer, dy.Pointer, dkernel.Pointer, accumulate: true));
        AssertNear([.. sums.Kernel.Select(sum => sum + 1)], dkernel);
        LaneWidth.Run(width, new DepthwiseKernelGradientKernel(grid, channels, x.Pointer, dy.Pointer, dkernel.Pointer, accumulate: false));
        AssertNear(sums.Kernel, dkernel);
    }

    /// <summary>Takes the element at the same place away: an epilogue that depends on row and column.</summary>
    private readonly struct Subtract(Pointer<float> other, nint stride) : IEpilogue
    {
        public static bool IsHeavy => false;

        public void Ask(nint row, nint rows, nint column, nint columns)
        {
        }

        public TLanes Apply<TLanes>(TLanes value, nint row, nint column) where TLanes : struct, ILanes<TLanes> =>
            value - TLanes.Load(other, row * stride + column);
    }

    [Fact]
    public void A_batch_of_none_gives_nothing_and_a_gradient_of_zero()
    {
        var grid = new WindowGrid(0, Axes[1]);
        using var none = Guarded.Filled(0, 0f);
        using var gradient = Guarded.Filled((int)Panels.Length(6, 4), 7f);
        using var workspace = Guarded.Filled(6 * 8, float.NaN);
        Convolution.KernelGradient(none.Pointer, 2, none.Pointer, 4, gradient.Pointer, grid, 2, 4, 1, 8, workspace.Pointer, accumulate: false);
        Assert.All(gradient.Span.ToArray(), value => Assert.Equal(0f, value));
        Convolution.Forward(none.Pointer, 2, gradient.Pointer, none.Pointer, 4, grid, 2, 4, 1, 8, workspace.Pointer, new NoEpilogue());
    }

    /// <summary>All three kernels, with gaps between positions and between windows.</summary>
    private static void Compare(int width, ConvolutionShape shape, int gap = 3)
    {
        int channels = (int)shape.Channels, filters = (int)shape.Filters, pixel = channels + gap, yStride = filters + gap, windows = (int)shape.Grid.Count;
        var sums = new ConvolutionSums(shape);
        using var x = Guarded.Random(sums.X.Length, 1);
        using var kernel = Guarded.Random(sums.Kernel.Length, 2);
        using var dy = Guarded.Random(sums.Y.Length, 3);
        using var bias = Guarded.Random(filters, 4);
        sums.Add(x.Span, kernel.Span, dy.Span);
        using var wideX = Spread(x, channels, pixel);
        using var wideDy = Spread(dy, filters, yStride);
        bool grouped = shape.Groups > 1;
        int floats = (int)(shape.Block * shape.Inner + shape.PanelFloats + Panels.Length(shape.GroupFilters, shape.Inner));
        using var workspace = Guarded.Filled(floats, float.NaN);
        using var weights = Guarded.Filled(grouped ? sums.Kernel.Length : (int)shape.PanelFloats, float.NaN);
        if (grouped) kernel.Span.CopyTo(weights.Span);
        else Panels.Pack(kernel.Span, weights.Pointer, shape.Inner, shape.Filters);

        using var y = Guarded.Filled((windows - 1) * yStride + filters, 7f);
        LaneWidth.Run(width, new ConvolutionKernel<AddBiasRelu>(
            shape, wideX.Pointer, pixel, weights.Pointer, y.Pointer, yStride, workspace.Pointer, new AddBiasRelu(bias.Pointer)));
        for (int window = 0; window < windows; window++)
        {
            for (int filter = 0; filter < filters; filter++)
                AssertNear(Math.Max(sums.Y[window * filters + filter] + bias.Span[filter], 0), y.Span[window * yStride + filter]);
            for (int at = filters; at < yStride && window < windows - 1; at++)
                Assert.Equal(7f, y.Span[window * yStride + at]);
        }

        using var dx = Guarded.Filled(sums.X.Length, float.NaN);
        LaneWidth.Run(width, new ConvolutionInputGradientKernel(shape, wideDy.Pointer, yStride, weights.Pointer, dx.Pointer, workspace.Pointer));
        AssertNear(sums.X, dx);

        using var gradient = Guarded.Filled(weights.Length, float.NaN);
        using var unpacked = Guarded.Filled(sums.Kernel.Length, float.NaN);
        foreach (bool accumulate in new[] { false, true })
        {
            LaneWidth.Run(width, new ConvolutionKernelGradientKernel(
                shape, wideX.Pointer, pixel, wideDy.Pointer, yStride, gradient.Pointer, workspace.Pointer, accumulate));
            if (grouped) gradient.Span.CopyTo(unpacked.Span);
            else Panels.Unpack(gradient.Pointer, unpacked.Span, shape.Inner, shape.Filters);
            AssertNear([.. sums.Kernel.Select(sum => accumulate ? 2 * sum : sum)], unpacked);
        }
    }

    private static GuardedBuffer<float> Spread(GuardedBuffer<float> dense, int columns, int stride)
    {
        int rows = dense.Length / columns;
        var spread = Guarded.Filled((rows - 1) * stride + columns, float.NaN);
        Copy.Block(dense.Pointer, columns, spread.Pointer, stride, rows, columns);
        return spread;
    }

    private static void AssertNear(double[] expected, GuardedBuffer<float> actual)
    {
        for (int i = 0; i < expected.Length; i++) AssertNear(expected[i], actual.Span[i]);
    }

    /// <summary>Sums of up to some thousand products of numbers below 1.</summary>
    private static void AssertNear(double expected, float actual) =>
        Assert.True(Math.Abs(expected - actual) <= 2e-5 * Math.Max(1, Math.Abs(expected)), $"{actual} instead of {expected}");
}
