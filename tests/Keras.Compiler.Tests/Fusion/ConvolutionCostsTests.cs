using CsCheck;
using Keras.Compiler.Fusion.Selection;
using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;

namespace Keras.Compiler.Tests.Fusion;

/// <summary>Which algorithm a convolution takes, by its shape.</summary>
public class ConvolutionCostsTests
{
    private static readonly Gen<(int Length, int Channels, int Filters, bool Same)> Shapes =
        Gen.Select(Gen.Int[3, 230], Gen.Int[1, 600], Gen.Int[1, 600], Gen.Bool);

    /// <summary>Layers of usual networks; 0 is an axis of unknown length.</summary>
    [Theory]
    [InlineData(224, 3, 64, 3, "direct")]
    [InlineData(256, 3, 64, 5, "direct")]
    [InlineData(28, 1, 32, 3, "direct")]
    [InlineData(222, 64, 64, 3, "F(4x4,3x3)")]
    [InlineData(256, 64, 64, 5, "F(4x4,5x5)")]
    [InlineData(6, 32, 32, 5, "F(2x2,5x5)")]
    [InlineData(110, 64, 128, 3, "F(4x4,3x3)")]
    [InlineData(54, 128, 256, 3, "F(4x4,3x3)")]
    [InlineData(28, 256, 256, 3, "F(4x4,3x3)")]
    [InlineData(14, 512, 512, 3, "F(2x2,3x3)")]
    [InlineData(10, 32, 32, 3, "F(2x2,3x3)")]
    [InlineData(7, 64, 64, 3, "direct")]
    [InlineData(56, 16, 16, 3, "F(4x4,3x3)")]
    [InlineData(28, 17, 33, 3, "F(4x4,3x3)")]
    [InlineData(32, 3, 3, 3, "direct")]
    [InlineData(0, 64, 64, 3, "F(4x4,3x3)")]
    [InlineData(0, 3, 64, 3, "direct")]
    [InlineData(64, 64, 64, 7, "direct")]
    [InlineData(64, 64, 64, 1, "direct")]
    public void By_shape(int length, int channels, int filters, int size, string expected) =>
        Assert.Equal(expected, Choose(Op(length, size, Padding.Same), channels, filters)?.ToString() ?? "direct");

    /// <summary>What <c>--quick winograd</c> of the benchmarks gave on the machine of the constants, in microseconds of one core: what is chosen
    /// costs at most a tenth more than what was fastest.</summary>
    [Theory]
    [InlineData(3, 222, 64, 64, 37230, 19263, 13778, 11, 26)]
    [InlineData(3, 110, 64, 128, 17009, 8667, 6021, 22, 54)]
    [InlineData(3, 54, 128, 256, 15605, 7655, 4914, 90, 219)]
    [InlineData(3, 56, 128, 128, 8358, 3911, 2289, 45, 105)]
    [InlineData(3, 28, 64, 64, 521, 262, 155, 11, 26)]
    [InlineData(3, 14, 256, 256, 2006, 934, 718, 192, 426)]
    [InlineData(3, 7, 64, 64, 33, 22, 13, 11, 26)]
    [InlineData(3, 27, 32, 32, 128, 80, 47, 3, 6)]
    [InlineData(3, 35, 48, 64, 613, 333, 198, 8, 19)]
    [InlineData(3, 35, 96, 96, 1802, 921, 538, 25, 59)]
    [InlineData(3, 56, 16, 16, 155, 118, 71, 0, 1)]
    [InlineData(3, 28, 17, 33, 115, 93, 55, 1, 2)]
    [InlineData(3, 64, 3, 64, 232, 367, 332, 0, 1)]
    [InlineData(5, 64, 3, 64, 516, 1073, 544, 1, 1)]
    [InlineData(5, 56, 64, 64, 6129, 2525, 1177, 38, 53)]
    [InlineData(5, 35, 48, 64, 1777, 803, 381, 21, 39)]
    [InlineData(5, 14, 128, 128, 1482, 564, 335, 126, 219)]
    [InlineData(5, 28, 32, 96, 1119, 500, 237, 22, 40)]
    public void As_measured(int size, int length, int channels, int filters, double direct, double two, double four, double twoKernel, double fourKernel)
    {
        foreach (var transforms in new[] { false, true })
        {
            double Measured(WinogradForm? form) => form?.Tile switch
            {
                null => direct,
                2 => two + (transforms ? twoKernel : 0),
                _ => four + (transforms ? fourKernel : 0),
            };
            WinogradForm?[] all = [null, new(2, size), new(4, size)];
            Assert.InRange(Measured(Choose(Op(length, size, Padding.Same), channels, filters, transforms)), 0, 1.1 * all.Min(Measured));
        }
    }

    /// <summary>Few channels to as many filters; 0 is an axis of unknown length, which a line must not have.</summary>
    [Theory]
    [InlineData(256, 3, 3, 3, true)]
    [InlineData(64, 1, 1, 3, true)]
    [InlineData(64, 2, 2, 3, true)]
    [InlineData(32, 3, 3, 3, true)]
    [InlineData(128, 4, 4, 3, true)]
    [InlineData(128, 6, 6, 3, true)]
    [InlineData(128, 8, 8, 3, true)]
    [InlineData(128, 9, 9, 3, false)]
    [InlineData(128, 16, 16, 3, false)]
    [InlineData(5, 3, 3, 3, false)]
    [InlineData(128, 3, 4, 3, false)]
    [InlineData(128, 4, 3, 3, false)]
    [InlineData(128, 3, 3, 5, false)]
    [InlineData(0, 3, 3, 3, false)]
    public void Over_lines(int length, int channels, int filters, int size, bool expected)
    {
        foreach (var transforms in new[] { false, true })
            Assert.Equal(expected, ConvolutionCosts.ChoosesLines(Op(length, size, Padding.Same), Dim.Batch, channels, filters, transforms));
    }

    /// <summary>What <c>--quick convolutions lines</c> of the benchmarks gave on the machine of the constants, in microseconds of one core: over
    /// lines, and with neighbouring windows as one.</summary>
    [Theory]
    [InlineData(256, 1, 27, 194)]
    [InlineData(256, 2, 85, 304)]
    [InlineData(256, 3, 137, 434)]
    [InlineData(64, 3, 11, 48)]
    [InlineData(28, 3, 3, 15)]
    [InlineData(128, 4, 59, 135)]
    [InlineData(128, 5, 106, 286)]
    [InlineData(128, 6, 130, 253)]
    [InlineData(128, 7, 176, 322)]
    [InlineData(128, 8, 253, 298)]
    public void Over_lines_as_measured(int length, int channels, double lines, double wide)
    {
        var op = Op(length, 3, Padding.Same);
        Assert.Equal(lines < wide, ConvolutionCosts.ChoosesLines(op, 1, channels, channels, transforms: false));
        // 55 multiply-adds in a nanosecond.
        Assert.InRange(ConvolutionCosts.OverLines(op, 1, channels, channels, transforms: false) / 55e3 / lines, 0.6, 1.4);
    }

    [Fact]
    public void What_does_not_fit_lines_does_not_take_them()
    {
        var windows = Op(128, 3, Padding.Same).Windows;
        Assert.True(Lines(new Convolution(windows, 1)));
        Assert.True(Lines(new Convolution([windows[0], Window.Of(128, 5, 1, 1, Padding.Same)], 1)));
        Assert.False(Lines(new Convolution(windows, 3)));
        Assert.False(Lines(new Convolution([windows[0]], 1)));
        Assert.False(Lines(new Convolution([.. windows, windows[0]], 1)));
        Assert.False(Lines(new Convolution([windows[0], Window.Of(128, 3, 2, 1, Padding.Same)], 1)));
        Assert.False(Lines(new Convolution([windows[0], Window.Of(128, 3, 1, 2, Padding.Same)], 1)));
        Assert.False(Lines(new Convolution([Window.Of(128, 5, 1, 1, Padding.Same), windows[0]], 1)));
        Assert.False(Lines(new Convolution(windows, 1) { Precision = Precision.Exact }));

        static bool Lines(ConvolutionOp op) => ConvolutionCosts.ChoosesLines(op, Dim.Batch, 3, 3, transforms: true);
    }

    [Fact]
    public void What_has_no_form_is_direct()
    {
        var windows = Op(56, 3, Padding.Same).Windows;
        Assert.NotNull(Choose(new Convolution(windows, 1), 64, 64));
        Assert.Null(Choose(new Convolution(windows, 2), 64, 64));
        Assert.Null(Choose(new Convolution([windows[0]], 1), 64, 64));
        Assert.Null(Choose(new Convolution([.. windows, windows[0]], 1), 64, 64));
        Assert.Null(Choose(new Convolution([windows[0], Window.Of(56, 3, 2, 1, Padding.Same)], 1), 64, 64));
        Assert.Null(Choose(new Convolution([windows[0], Window.Of(56, 3, 1, 2, Padding.Same)], 1), 64, 64));
        Assert.Null(Choose(new Convolution([windows[0], Window.Of(56, 5, 1, 1, Padding.Same)], 1), 64, 64));
        Assert.Null(Choose(new Convolution(windows, 1) { Precision = Precision.Exact }, 64, 64));
    }

    [Fact]
    public void More_work_never_costs_less() => Shapes.Sample(shape =>
    {
        var (length, channels, filters, same) = shape;
        var op = Op(length, 3, same ? Padding.Same : Padding.Valid);
        foreach (var cost in Costs(op))
        {
            var here = cost(op, 1, channels, filters);
            if (cost(op, 1, channels + 16, filters) < here || cost(op, 1, channels, filters + 16) < here || cost(op, 2, channels, filters) < here) return false;
            if (cost(Op(length + 16, 3, same ? Padding.Same : Padding.Valid), 1, channels, filters) < here) return false;
        }
        return true;
    }, iter: 500, seed: "0003mGjaPwr2", threads: 1);

    [Fact]
    public void What_pays_with_a_transform_pays_without() => Shapes.Sample(shape =>
    {
        var op = Op(shape.Length, 3, Padding.Same);
        return Choose(op, shape.Channels, shape.Filters) is null || Choose(op, shape.Channels, shape.Filters, transforms: false) is not null;
    }, iter: 500, seed: "0003mGjaPwr2", threads: 1);

    [Fact]
    public void What_pays_for_one_sample_pays_for_more() => Shapes.Sample(shape =>
    {
        var op = Op(shape.Length, 3, Padding.Same);
        return Choose(op, shape.Channels, shape.Filters) is null || ConvolutionCosts.Choose(op, 8, shape.Channels, shape.Filters, true) is not null;
    }, iter: 500, seed: "0003mGjaPwr2", threads: 1);

    [Fact]
    public void More_work_never_costs_less_over_lines() => Shapes.Sample(shape =>
    {
        var (padding, channels) = (shape.Same ? Padding.Same : Padding.Valid, 1 + shape.Channels % 7);
        double Cost(int length, int batch, int each) => ConvolutionCosts.OverLines(Op(length, 3, padding), batch, each, each, transforms: shape.Same);
        var here = Cost(shape.Length, 1, channels);
        return Cost(shape.Length, 2, channels) >= here && Cost(shape.Length + 16, 1, channels) >= here && ConvolutionCosts.OverLines(
            Op(shape.Length, 3, padding), 1, channels, channels, transforms: true) >= here;
    }, iter: 500, seed: "0003mGjaPwr2", threads: 1);

    private static WinogradForm? Choose(ConvolutionOp op, long channels, long filters, bool transforms = true) =>
        ConvolutionCosts.Choose(op, Dim.Batch, channels, filters, transforms);

    private static IEnumerable<Func<ConvolutionOp, Dim, long, long, double>> Costs(ConvolutionOp op) =>
        WinogradForm.All.Where(form => form.Size == op.Windows[0].Size)
            .Select(form => (Func<ConvolutionOp, Dim, long, long, double>)((o, batch, channels, filters) => ConvolutionCosts.InTiles(form, o, batch, channels, filters, true)))
            .Append(ConvolutionCosts.Direct);

    private static Convolution Op(int length, int size, Padding padding)
    {
        var axis = length == 0 ? Dim.Symbol("length") : Dim.Known(length);
        return new([Window.Of(axis, size, 1, 1, padding), Window.Of(axis, size, 1, 1, padding)], 1);
    }
}
