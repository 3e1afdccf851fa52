using Keras.Compiler.Shapes;

namespace Keras.Compiler.Tests.Shapes;

public class DimTests
{
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
    public void Evaluation_binds_each_symbol()
    {
        var size = Dim.Batch * Time * 3 + 5;
        Assert.Equal(2 * 7 * 3 + 5, size.Evaluate(symbol => symbol == "batch" ? 2 : 7));
        Assert.Equal(["batch", "text_1"], size.Symbols);
    }
}
