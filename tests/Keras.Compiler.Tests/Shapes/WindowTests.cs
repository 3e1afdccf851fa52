using CsCheck;
using Keras.Compiler.Shapes;

namespace Keras.Compiler.Tests.Shapes;

public class WindowTests
{
    private static readonly Dim Time = Dim.Symbol("x_1");

    [Theory]
    [InlineData(10, 3, 1, 1, Padding.Valid, 8, 0, 0)]
    [InlineData(10, 3, 2, 1, Padding.Valid, 4, 0, -1)]
    [InlineData(10, 3, 1, 3, Padding.Valid, 4, 0, 0)]
    [InlineData(10, 3, 1, 1, Padding.Same, 10, 1, 1)]
    [InlineData(10, 4, 1, 1, Padding.Same, 10, 1, 2)]
    [InlineData(10, 3, 2, 1, Padding.Same, 5, 0, 1)]
    [InlineData(10, 1, 3, 1, Padding.Same, 4, 0, 0)]
    [InlineData(11, 1, 3, 1, Padding.Same, 4, 0, -1)]
    [InlineData(10, 3, 1, 2, Padding.Causal, 10, 4, 0)]
    [InlineData(10, 3, 2, 1, Padding.Causal, 5, 2, -1)]
    public void Known_lengths_are_padded_at_compile_time(int length, int size, int stride, int dilation, Padding padding, int count, int low, int high)
    {
        var window = Window.Of(length, size, stride, dilation, padding);
        Assert.Equal([count, low, high], new[] { window.Count, window.Low, window.High }.Select(dim => dim.Value));
    }

    [Fact]
    public void Windows_that_move_by_1_leave_polynomials()
    {
        Assert.Equal(Time - 4, Window.Of(Time, 3, 1, 2, Padding.Valid).Count);
        var same = Window.Of(Time, 4, 1, 1, Padding.Same);
        Assert.Equal((Time, 1), (same.Count, same.Low));
    }

    [Fact]
    public void No_window_fits_into_too_short_an_axis()
    {
        Assert.True(Window.Of(4, 5, 1, 1, Padding.Valid).IsEmpty);
        Assert.True(Window.Of(4, 3, 2, 2, Padding.Valid).IsEmpty);
        Assert.False(Window.Of(5, 3, 2, 2, Padding.Valid).IsEmpty);
        Assert.False(Window.Of(1, 5, 3, 1, Padding.Same).IsEmpty);
        Assert.Equal(5, Window.Of(Time, 3, 2, 2, Padding.Valid).Least);
    }

    [Fact]
    public void Unknown_lengths_are_padded_as_known_ones_are() =>
        Gen.Select(Gen.Int[1, 12], Gen.Int[1, 5], Gen.Int[1, 4], Gen.Int[1, 3], Gen.Int[0, 2]).Sample((length, size, stride, dilation, padding) =>
        {
            var known = Window.Of(length, size, stride, dilation, (Padding)padding);
            var unknown = Window.Of(Time, size, stride, dilation, (Padding)padding);
            if (known.IsEmpty) return;
            Assert.Equal(known.Count.Value, Evaluate(unknown.Count));
            Assert.Equal(known.Low.Value, Evaluate(unknown.Low));
            Assert.Equal(known.High.Value, Evaluate(unknown.High));

            long Evaluate(Dim dim) => dim.Evaluate(_ => length);
        });
}
