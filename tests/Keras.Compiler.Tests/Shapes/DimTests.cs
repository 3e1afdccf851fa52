using Keras.Compiler.Shapes;

namespace Keras.Compiler.Tests.Shapes;

public class DimTests
{
    [Fact]
    public void A_length_that_is_at_most_a_number_is_computed_when_the_lengths_are_known()
    {
        Assert.Equal(3, Dim.AtMost(3, 16));
        Assert.Equal(16, Dim.AtMost(40, 16));
        var tile = Dim.AtMost(Dim.Batch * 20, 16);
        Assert.False(tile.IsKnown);
        Assert.Equal(["batch"], tile.AllSymbols);
        Assert.Equal(16, tile.Evaluate(_ => 1));
        Assert.Equal(0, tile.Evaluate(_ => 0));
        Assert.Equal(100 * 16 + 8, (tile * 100 + 8).Evaluate(_ => 5));
    }

    [Fact]
    public void Symbols_give_way_to_others_inside_quotients_too()
    {
        var lengths = new Dictionary<string, Dim> { ["tile"] = Dim.Batch * 2 + 1 };
        var size = Dim.Symbol("tile") * Dim.Symbol("time") + Dim.FloorDivide(Dim.Symbol("tile") + 3, 2) * 5 + 7;
        Assert.Equal((2 * 4 + 1) * 6 + (2 * 4 + 1 + 3) / 2 * 5 + 7, size.Substitute(lengths).Evaluate(symbol => symbol == "batch" ? 4 : 6));
        Assert.Equal(size, size.Substitute(new Dictionary<string, Dim>()));
    }

    private static readonly Dim Time = Dim.Symbol("text_1");

    [Fact]
    public void Polynomials_of_equal_terms_are_equal()
    {
        Assert.Equal((Time + 2) * 3, 6 + Time * 3);
        Assert.NotEqual(Time * Dim.Batch, Time * Time);
    }

    [Fact]
    public void Exact_division_needs_every_term_to_divide()
    {
        Assert.Equal(Time * 4, (Time * Dim.Batch * 8).DivideExactly(Dim.Batch * 2));
        Assert.Null((Time * 4 + 2).DivideExactly(4));
    }

    [Fact]
    public void Exact_division_is_by_polynomials_too()
    {
        var cropped = Time - 2;
        Assert.Equal(Dim.Batch * 3, (Dim.Batch * 3 * cropped).DivideExactly(cropped));
        Assert.Equal(cropped + Dim.Batch, (cropped * (Dim.Batch + 1) * (cropped + Dim.Batch)).DivideExactly(cropped * (Dim.Batch + 1)));
        Assert.Equal(Dim.Known(0), Dim.Known(0).DivideExactly(cropped));
        Assert.Null((Dim.Batch * cropped + 1).DivideExactly(cropped));
        Assert.Null(cropped.DivideExactly(0));
    }

    [Fact]
    public void Evaluation_binds_each_symbol()
    {
        var size = Dim.Batch * Time * 3 + 5;
        Assert.Equal(2 * 7 * 3 + 5, size.Evaluate(symbol => symbol == "batch" ? 2 : 7));
        Assert.Equal(["batch", "text_1"], size.Symbols);
    }

    [Fact]
    public void A_quotient_is_a_polynomial_where_that_is_certain()
    {
        Assert.Equal(3, Dim.FloorDivide(7, 2));
        Assert.Equal(0, Dim.FloorDivide(-7, 2));
        Assert.Equal(Time * 2 + 1, Dim.FloorDivide(Time * 4 + 3, 2));
        Assert.False(Dim.FloorDivide(Time, 2).IsKnown);
        Assert.NotEqual(Time * 2 - 1, Dim.FloorDivide(Time * 4 - 1, 2));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(9)]
    public void A_quotient_is_evaluated_from_what_it_is_computed_from(int length)
    {
        var half = Dim.FloorDivide(Time - 3, 2);
        var nested = Dim.FloorDivide(half * Dim.Batch + 1, 3) * 5 + half;
        long expectedHalf = Math.Max(length - 3, 0) / 2;
        Assert.Equal((expectedHalf * 4 + 1) / 3 * 5 + expectedHalf, nested.Evaluate(symbol => symbol == "batch" ? 4 : length));
        Assert.Equal(["batch", "text_1"], nested.AllSymbols.Order());
        Assert.Equal(nested, half + 5 * Dim.FloorDivide(1 + Dim.Batch * Dim.FloorDivide(Time - 3, 2), 3));
    }
}
