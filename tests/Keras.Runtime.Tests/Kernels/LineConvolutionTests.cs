using Keras.Hosting;
using Keras.Kernels;

namespace Keras.Runtime.Tests.Kernels;

/// <summary>Convolutions over lines and their adjoints against sums in double, at every register width, with lines that end within a register,
/// a piece and a band.</summary>
public class LineConvolutionTests
{
    /// <summary>Batch, height, width, positions of a window along the width, channels and whether borders are padded.</summary>
    public static TheoryData<int, int, int, int, int, bool> Shapes()
    {
        var data = new TheoryData<int, int, int, int, int, bool>();
        int[] lengths = [1, 15, 16, 17, 33];
        for (int channels = 1; channels <= 8; channels++)
        {
            data.Add(1 + channels % 3, lengths[channels % 5], lengths[(channels + 2) % 5], 3, channels, true);
            data.Add(1, 3 + channels, 9 - channels + 5, 1 + channels % 5, channels, false);
            data.Add(2, 8, 16, 1 + channels % 3, channels, true);
        }
        data.Add(2, 19, 261, 3, 3, true);
        data.Add(1, 10, 800, 5, 1, false);
        data.Add(1, 2, 130, 3, 7, true);
        data.Add(1, 9, 30, 2, 16, true);
        // Long lines: that drive each other out of a cache, and that are read where they lie.
        data.Add(1, 18, 256, 3, 4, true);
        data.Add(2, 18, 520, 4, 1, true);
        data.Add(1, 26, 101, 3, 7, true);
        return data;
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Convolutions_and_their_adjoints(int batch, int height, int width, int size, int channels, bool padded)
    {
        WindowAxis Axis(int length, int positions) => new(length, padded ? length : length - positions + 1, positions, 1, 1, padded ? positions / 2 : 0);
        var operands = new Operands(new WindowGrid(batch, Axis(height, LineConvolution.Height), Axis(width, size)), channels);
        foreach (int lanes in LaneWidth.All) operands.Compare(lanes);
    }

    [Theory]
    [InlineData(768, -5, 768, 16, 752)] // 256 pixels of three channels, padded
    [InlineData(768, -2, 762, 16, 752)] // not padded
    [InlineData(96, -5, 96, 0, 0)] // short
    [InlineData(1024, -5, 1024, 0, 0)] // one line lies on the other in a cache
    public void Long_lines_are_read_where_they_lie(int line, int left, int results, int first, int end) =>
        Assert.Equal((first, end), new LineShape(3, 3).Within(line, left, results, 16));

    [Fact]
    public void Wide_windows_read_no_register_within_a_line() => Assert.Equal((0, 0), new LineShape(515, 1).Within(520, 0, 6, 16));

    [Fact]
    public void A_batch_of_none_gives_nothing_and_a_gradient_of_zero()
    {
        var axis = new WindowAxis(6, 4, 3);
        var grid = new WindowGrid(0, axis, axis);
        using var none = Guarded.Filled(0, 0f);
        using var gradient = Guarded.Filled((int)Panels.Length(18, 2), 7f);
        using var workspace = Guarded.Filled((int)LineConvolution.KernelGradientWorkspace(3, 2), float.NaN);
        LineConvolution.KernelGradient(none.Pointer, none.Pointer, gradient.Pointer, grid, 2, workspace.Pointer, accumulate: false);
        Assert.All(gradient.Span.ToArray(), value => Assert.Equal(0f, value));
        LineConvolution.Forward(none.Pointer, workspace.Pointer, none.Pointer, grid, 2, workspace.Pointer, new NoEpilogue());
    }

    [Fact]
    public void More_channels_than_a_panel_has_columns_are_refused()
    {
        using var none = Guarded.Filled(0, 0f);
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => LineConvolution.SpreadKernel(none.Pointer, none.Pointer, 3, 17));
        Assert.Equal("channels", error.ParamName);
    }

    [Theory]
    [InlineData(9, 3, 3)]
    [InlineData(1, 1, 1)]
    [InlineData(4, 17, 33)]
    [InlineData(6, 33, 15)]
    [InlineData(3, 16, 32)]
    public void A_kernel_turned_around(int size, int channels, int filters)
    {
        using var kernel = Guarded.Random(size * channels * filters, 1);
        using var panels = Guarded.Filled((int)Panels.Length(size * channels, filters), float.NaN);
        using var flipped = Guarded.Filled((int)Panels.Length(size * filters, channels), float.NaN);
        Panels.Pack(kernel.Span, panels.Pointer, size * channels, filters);
        Convolution.FlipKernel(panels.Pointer, flipped.Pointer, size, channels, filters);
        var expected = new float[kernel.Length];
        for (int at = 0; at < size; at++)
            for (int channel = 0; channel < channels; channel++)
                for (int filter = 0; filter < filters; filter++)
                    expected[((size - 1 - at) * filters + filter) * channels + channel] = kernel.Span[(at * channels + channel) * filters + filter];
        using var packed = Guarded.Filled(flipped.Length, float.NaN);
        Panels.Pack(expected, packed.Pointer, size * filters, channels);
        Assert.Equal(packed.Span.ToArray(), flipped.Span.ToArray());
    }

    /// <summary>One convolution: what is given and what is expected.</summary>
    private sealed class Operands
    {
        private readonly WindowGrid _grid;
        private readonly int _channels;
        private readonly ConvolutionSums _sums;
        private readonly float[] _x, _kernel, _dy, _scale;

        internal Operands(WindowGrid grid, int channels)
        {
            (_grid, _channels) = (grid, channels);
            _sums = new ConvolutionSums(new ConvolutionShape(grid, channels, channels, 1, 1));
            using var x = Guarded.Random(_sums.X.Length, 1);
            using var kernel = Guarded.Random(_sums.Kernel.Length, 2);
            using var dy = Guarded.Random(_sums.Y.Length, 3);
            using var scale = Guarded.Random((int)grid.Width.Count * channels, 4);
            _sums.Add(x.Span, kernel.Span, dy.Span);
            (_x, _kernel, _dy, _scale) = (x.Span.ToArray(), kernel.Span.ToArray(), dy.Span.ToArray(), scale.Span.ToArray());
        }

        private int Width => (int)_grid.Width.Size;

        private int Inner => (int)_grid.Size * _channels;

        private LineShape Shape => new(Width, _channels);

        internal void Compare(int lanes)
        {
            using var x = Guarded.Of(_x);
            using var dy = Guarded.Of(_dy);
            using var scale = Guarded.Of(_scale);
            using var weights = Guarded.Filled((int)Panels.Length(Inner, _channels), float.NaN);
            Panels.Pack(_kernel, weights.Pointer, Inner, _channels);
            using var flipped = Guarded.Filled(weights.Length, float.NaN);
            Convolution.FlipKernel(weights.Pointer, flipped.Pointer, (int)_grid.Size, _channels, _channels);

            Forward(lanes, x, weights, _grid, _sums.Y, new NoEpilogue());
            Forward(lanes, x, weights, _grid, [.. _sums.Y.Select((sum, i) => Math.Max(sum + _scale[i % _scale.Length], 0))], new AddBiasRelu(scale.Pointer));
            Forward(lanes, x, weights, _grid, [.. _sums.Y.Select((sum, i) => sum * _scale[i % _scale.Length])], new HeavyScale(scale.Pointer));
            Forward(lanes, x, weights, _grid, [.. _sums.Y.Select((sum, i) => sum + _dy[i])], new AddElement(dy.Pointer, _scale.Length));
            Forward(lanes, dy, flipped, FlippedWindows.Of(_grid), _sums.X, new NoEpilogue());
            KernelGradient(lanes, x, dy);
        }

        private void Forward<TEpilogue>(
            int lanes, GuardedBuffer<float> x, GuardedBuffer<float> weights, WindowGrid grid, double[] expected, TEpilogue epilogue)
            where TEpilogue : struct, IEpilogue
        {
            using var coefficients = Guarded.Filled((int)LineConvolution.CoefficientsLength(Width, _channels), float.NaN);
            LineConvolution.SpreadKernel(weights.Pointer, coefficients.Pointer, Width, _channels);
            using var workspace = Guarded.Filled((int)LineConvolution.ForwardWorkspace(Width, _channels), float.NaN);
            using var y = Guarded.Filled(expected.Length, float.NaN);
            LaneWidth.Run(lanes, new LineForward<TEpilogue>(grid, Shape, x.Pointer, coefficients.Pointer, y.Pointer, workspace.Pointer, epilogue));
            AssertNear(expected, y.Span);
        }

        private void KernelGradient(int lanes, GuardedBuffer<float> x, GuardedBuffer<float> dy)
        {
            using var workspace = Guarded.Filled((int)LineConvolution.KernelGradientWorkspace(Width, _channels), float.NaN);
            using var gradient = Guarded.Filled((int)Panels.Length(Inner, _channels), float.NaN);
            var unpacked = new float[_sums.Kernel.Length];
            foreach (bool accumulate in new[] { false, true })
            {
                LaneWidth.Run(lanes, new LineKernelGradient(_grid, Shape, x.Pointer, dy.Pointer, gradient.Pointer, workspace.Pointer, accumulate));
                Panels.Unpack(gradient.Pointer, unpacked, Inner, _channels);
                AssertNear(accumulate ? [.. _sums.Kernel.Select(sum => 2 * sum)] : _sums.Kernel, unpacked);
            }
            for (int i = 0; i < gradient.Length; i++)
                Assert.True(i % Panels.Width < _channels || gradient.Span[i] == 0f, "The padding of a gradient stays zero.");
        }

        private static void AssertNear(double[] expected, Span<float> actual)
        {
            double scale = Math.Max(1, Math.Sqrt(expected.Average(value => value * value)));
            for (int i = 0; i < expected.Length; i++)
                Assert.True(Math.Abs(expected[i] - actual[i]) <= 2e-6 * scale, $"Element {i} is {actual[i]}, expected {expected[i]}.");
        }
    }

    /// <summary>value · scale[column], afterwards.</summary>
    private readonly struct HeavyScale(Pointer<float> scale) : IEpilogue
    {
        public static bool IsHeavy => true;

        public void Ask(nint row, nint rows, nint column, nint columns)
        {
        }

        public TLanes Apply<TLanes>(TLanes value, nint row, nint column) where TLanes : struct, ILanes<TLanes> => value * TLanes.Load(scale, column);
    }

    /// <summary>value + other[row, column].</summary>
    private readonly struct AddElement(Pointer<float> other, nint columns) : IEpilogue
    {
        public static bool IsHeavy => false;

        public void Ask(nint row, nint rows, nint column, nint columns)
        {
        }

        public TLanes Apply<TLanes>(TLanes value, nint row, nint column) where TLanes : struct, ILanes<TLanes> => value + TLanes.Load(other, row * columns + column);
    }
}
