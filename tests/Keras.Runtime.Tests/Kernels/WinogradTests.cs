using Keras.Hosting;
using Keras.Kernels;

namespace Keras.Runtime.Tests.Kernels;

/// <summary>Winograd's convolutions and their adjoints against sums in double, at every register width, with tiles that end beyond the windows
/// and blocks that end within the tiles.</summary>
public class WinogradTests
{
    private static readonly (int Size, int Tile)[] Forms = [(3, 2), (3, 4), (5, 2), (5, 4)];

    private static readonly (int Channels, int Filters)[] Depths = [(1, 33), (3, 16), (15, 17), (16, 1), (17, 15), (33, 3), (64, 64), (5, 130), (1, 1)];

    /// <summary>Form, batch, height, width, channels, filters and whether borders are padded.</summary>
    public static TheoryData<int, int, int, int, int, int, int, bool> Shapes()
    {
        var data = new TheoryData<int, int, int, int, int, int, int, bool>();
        foreach ((int size, int tile) in Forms)
        {
            for (int i = 0; i < 9; i++)
            {
                (int channels, int filters) = Depths[i];
                data.Add(size, tile, 1 + i % 3, 1 + i, 9 - i * 5 % 9, channels, filters, true);
                data.Add(size, tile, 1 + i % 2, size + i, size + (3 * i + 2) % 9, channels, filters, false);
            }
            data.Add(size, tile, 2, 33, 6, 17, 16, true);
            data.Add(size, tile, 1, 7, 33, 16, 33, false);
            data.Add(size, tile, 1, 8, 8, 16, 16, true);
        }
        return data;
    }

    public static TheoryData<int, int> AllForms()
    {
        var data = new TheoryData<int, int>();
        foreach ((int size, int tile) in Forms) data.Add(size, tile);
        return data;
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Convolutions_and_their_adjoints(int size, int tile, int batch, int height, int width, int channels, int filters, bool padded)
    {
        WindowAxis Axis(int length, int low) => new(length, padded ? length : length - size + 1, size, 1, 1, low);
        int low = padded ? size / 2 : 0;
        var grid = new WindowGrid(batch, Axis(height, low), Axis(width, low));
        var operands = new Operands(grid, channels, filters, size, tile);
        foreach (int lanes in LaneWidth.All)
        {
            foreach (int block in new[] { 3, 24 })
                operands.Compare(lanes, block);
        }
    }

    /// <summary>The bound that the compiler's choice relies on, for weights as they are drawn and inputs like their outputs.</summary>
    [Theory, MemberData(nameof(AllForms))]
    public void Errors_are_small_for_weights_as_drawn(int size, int tile)
    {
        const int Channels = 128, Filters = 16, Length = 14;
        var axis = new WindowAxis(Length, Length, size, 1, 1, size / 2);
        var grid = new WindowGrid(1, axis, axis);
        var sums = new ConvolutionSums(new ConvolutionShape(grid, Channels, Filters, 1, 1));
        float deviation = MathF.Sqrt(2f / (size * size * Channels));
        using var x = Normal(sums.X.Length, 1, 1f);
        using var kernel = Normal(sums.Kernel.Length, 2, deviation);
        using var dy = Normal(sums.Y.Length, 3, 1f);
        sums.Add(x.Span, kernel.Span, dy.Span);
        using var weights = Guarded.Filled((int)Panels.Length(size * size * Channels, Filters), 0f);
        Panels.Pack(kernel.Span, weights.Pointer, size * size * Channels, Filters);
        using var transformed = Guarded.Filled((int)Winograd.TransformedLength(Channels, Filters, size, tile), 0f);
        using var workspace = Guarded.Filled((int)Winograd.ForwardWorkspace(Channels, Filters, size, tile, 24), 0f);
        using var y = Guarded.Filled(sums.Y.Length, 0f);
        Winograd.TransformKernel(weights.Pointer, transformed.Pointer, Channels, Filters, size, tile, adjoint: false);
        Winograd.Forward(
            x.Pointer, Channels, transformed.Pointer, y.Pointer, Filters, grid, Channels, Filters, tile, 24, workspace.Pointer, new NoEpilogue());
        double error = 0, squares = 0;
        for (int i = 0; i < y.Length; i++)
        {
            error = Math.Max(error, Math.Abs(y.Span[i] - sums.Y[i]));
            squares += sums.Y[i] * sums.Y[i];
        }
        double scale = Math.Max(1, Math.Sqrt(squares / y.Length));
        Assert.True(error <= 5e-5 * scale, $"F({tile}, {size}) is off by {error:E2} where results are about {scale:F2}.");
    }

    [Fact]
    public void A_batch_of_none_gives_nothing_and_a_gradient_of_zero()
    {
        var axis = new WindowAxis(6, 4, 3, 1, 1, 0);
        var grid = new WindowGrid(0, axis, axis);
        using var none = Guarded.Filled(0, 0f);
        using var gradient = Guarded.Filled((int)Panels.Length(18, 4), 7f);
        using var workspace = Guarded.Filled((int)Winograd.KernelGradientWorkspace(2, 4, 3, 4, 8), float.NaN);
        Winograd.KernelGradient(none.Pointer, 2, none.Pointer, 4, gradient.Pointer, grid, 2, 4, 4, 8, workspace.Pointer, accumulate: false);
        Assert.All(gradient.Span.ToArray(), value => Assert.Equal(0f, value));
        Winograd.Forward(none.Pointer, 2, workspace.Pointer, none.Pointer, 4, grid, 2, 4, 4, 8, workspace.Pointer, new NoEpilogue());
    }

    [Fact]
    public void A_form_that_does_not_exist_is_named()
    {
        using var none = Guarded.Filled(0, 0f);
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Winograd.TransformKernel(none.Pointer, none.Pointer, 1, 1, 7, 2, adjoint: false));
        Assert.Contains("found 2 for 7", error.Message, StringComparison.Ordinal);
    }

    private static GuardedBuffer<float> Normal(int count, int seed, float deviation)
    {
        var buffer = new GuardedBuffer<float>(count);
        var random = new Random(seed);
        foreach (ref float value in buffer.Span)
            value = deviation * (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        return buffer;
    }

    /// <summary>One convolution: what is given, with gaps between positions and windows, and what is expected.</summary>
    private sealed class Operands
    {
        private readonly WindowGrid _grid;
        private readonly int _channels, _filters, _size, _tile, _pixel, _yStride;
        private readonly ConvolutionSums _sums;
        private readonly float[] _x, _kernel, _dy, _bias;

        internal Operands(WindowGrid grid, int channels, int filters, int size, int tile)
        {
            (_grid, _channels, _filters, _size, _tile, _pixel, _yStride) = (grid, channels, filters, size, tile, channels + 3, filters + 2);
            _sums = new ConvolutionSums(new ConvolutionShape(grid, channels, filters, 1, 1));
            using var x = Guarded.Random(_sums.X.Length, 1);
            using var kernel = Guarded.Random(_sums.Kernel.Length, 2);
            using var dy = Guarded.Random(_sums.Y.Length, 3);
            using var bias = Guarded.Random(filters, 4);
            _sums.Add(x.Span, kernel.Span, dy.Span);
            (_x, _kernel, _dy, _bias) = (x.Span.ToArray(), kernel.Span.ToArray(), dy.Span.ToArray(), bias.Span.ToArray());
        }

        private int Inner => _size * _size * _channels;

        internal void Compare(int lanes, int block)
        {
            using var x = Spread(_x, _channels, _pixel);
            using var dy = Spread(_dy, _filters, _yStride);
            using var bias = Guarded.Of(_bias);
            using var weights = Guarded.Filled((int)Panels.Length(Inner, _filters), float.NaN);
            Panels.Pack(_kernel, weights.Pointer, Inner, _filters);
            using var transformed = Transform(lanes, weights, adjoint: false);

            Forward(lanes, block, x, _pixel, transformed, _grid, _channels, _filters, _sums.Y, new NoEpilogue());
            double[] expected = [.. _sums.Y.Select((sum, i) => Math.Max(sum + _bias[i % _filters], 0))];
            Forward(lanes, block, x, _pixel, transformed, _grid, _channels, _filters, expected, new AddBiasRelu(bias.Pointer));

            using var flipped = Transform(lanes, weights, adjoint: true);
            Forward(lanes, block, dy, _yStride, flipped, FlippedWindows.Of(_grid), _filters, _channels, _sums.X, new NoEpilogue());

            KernelGradient(lanes, block, x, dy);
        }

        private GuardedBuffer<float> Transform(int lanes, GuardedBuffer<float> weights, bool adjoint)
        {
            (int rows, int columns) = adjoint ? (_filters, _channels) : (_channels, _filters);
            var transformed = Guarded.Filled((int)Winograd.TransformedLength(rows, columns, _size, _tile), float.NaN);
            Run(lanes, new WinogradKernelTransform(weights.Pointer, transformed.Pointer, _channels, _filters, adjoint));
            return transformed;
        }

        private void Forward<TEpilogue>(
            int lanes, int block, GuardedBuffer<float> x, int pixel, GuardedBuffer<float> transformed, WindowGrid grid,
            int channels, int filters, double[] expected, TEpilogue epilogue) where TEpilogue : struct, IEpilogue
        {
            int stride = filters + 2;
            var shape = new WinogradShape(grid, channels, filters, _size, _tile, block);
            using var workspace = Guarded.Filled((int)Winograd.ForwardWorkspace(channels, filters, _size, _tile, block), float.NaN);
            using var y = Guarded.Filled(((int)grid.Count - 1) * stride + filters, 7f);
            Run(lanes, new WinogradForward<TEpilogue>(shape, x.Pointer, pixel, transformed.Pointer, y.Pointer, stride, workspace.Pointer, epilogue));
            double scale = Scale(expected);
            for (int i = 0; i < y.Length; i++)
            {
                if (i % stride < filters) AssertNear(expected[i / stride * filters + i % stride], y.Span[i], scale);
                else Assert.Equal(7f, y.Span[i]);
            }
        }

        private void KernelGradient(int lanes, int block, GuardedBuffer<float> x, GuardedBuffer<float> dy)
        {
            var shape = new WinogradShape(_grid, _channels, _filters, _size, _tile, block);
            using var workspace = Guarded.Filled((int)Winograd.KernelGradientWorkspace(_channels, _filters, _size, _tile, block), float.NaN);
            using var gradient = Guarded.Filled((int)Panels.Length(Inner, _filters), float.NaN);
            var unpacked = new float[_sums.Kernel.Length];
            foreach (bool accumulate in new[] { false, true })
            {
                Run(lanes, new WinogradKernelGradient(
                    shape, x.Pointer, _pixel, dy.Pointer, _yStride, gradient.Pointer, workspace.Pointer, accumulate));
                Panels.Unpack(gradient.Pointer, unpacked, Inner, _filters);
                double[] expected = accumulate ? [.. _sums.Kernel.Select(sum => 2 * sum)] : _sums.Kernel;
                double scale = Scale(expected);
                for (int i = 0; i < unpacked.Length; i++)
                    AssertNear(expected[i], unpacked[i], scale);
            }
            AssertPaddingIsZero(gradient);
        }

        private void AssertPaddingIsZero(GuardedBuffer<float> panels)
        {
            int last = _filters % Panels.Width;
            for (int i = panels.Length - Inner * Panels.Width; i < panels.Length && last > 0; i++)
                Assert.True(i % Panels.Width < last || panels.Span[i] == 0f, "The padding of a gradient stays zero.");
        }

        private void Run<TKernel>(int lanes, TKernel kernel) where TKernel : struct, IWinogradKernel
        {
            switch (_size, _tile)
            {
                case (3, 2): LaneWidth.Run(lanes, new WinogradForm<TKernel, FourPoints, Count2, Count3>(kernel)); break;
                case (3, 4): LaneWidth.Run(lanes, new WinogradForm<TKernel, SixPoints, Count4, Count3>(kernel)); break;
                case (5, 2): LaneWidth.Run(lanes, new WinogradForm<TKernel, SixPoints, Count2, Count5>(kernel)); break;
                default: LaneWidth.Run(lanes, new WinogradForm<TKernel, EightPoints, Count4, Count5>(kernel)); break;
            }
        }

        private static GuardedBuffer<float> Spread(float[] dense, int columns, int stride)
        {
            int rows = dense.Length / columns;
            var spread = Guarded.Filled((rows - 1) * stride + columns, float.NaN);
            for (int i = 0; i < dense.Length; i++) spread.Span[i / columns * stride + i % columns] = dense[i];
            return spread;
        }

        private static double Scale(double[] values) => Math.Max(1, Math.Sqrt(values.Average(value => value * value)));

        /// <summary>Tiles of eight points cancel more than smaller ones.</summary>
        private void AssertNear(double expected, float actual, double scale)
        {
            // Not NaN either; the text is made for a fault alone.
            if (!(Math.Abs(expected - actual) <= (_size + _tile > 7 ? 5e-5 : 2e-5) * scale))
                Assert.Fail($"{actual} instead of {expected}, where numbers are about {scale}");
        }
    }
}
