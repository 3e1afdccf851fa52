using Keras.Compiler.Ops.Elementwise;
using static Keras.Compiler.Ops.Elementwise.Formula;

namespace Keras.Compiler.Tests.Ops;

public sealed class FormulaTests
{
    private static readonly Formula X = Operand(0);
    private static readonly Formula Y = Operand(1);

    public static TheoryData<string, Formula> Texts => new()
    {
        { "max(x0 + x1, 0)", Apply("Max", X + Y, 0) },
        { "x0 - (x1 - 1)", X - (Y - 1) },
        { "x0 - x1 - 1", X - Y - 1 },
        { "(x0 + x1) * x0 / x1", (X + Y) * X / Y },
        { "x0 / (x1 * x0)", X / (Y * X) },
        { "-(x0 + 1) * -0.5", -(X + 1) * -0.5 },
        { "select(x0 < 1 && !x1, x0, 1E-07)", Select(Apply("And", Apply("Less", X, 1), Apply("Not", Y)), X, 1e-7) },
        { "random(2) / length(batch)", new RandomFormula(2) / Length(Dim.Batch) },
        { "x0 / 3", X / Length(3) },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Formulas_print_as_people_write_them(string text, Formula formula) => Assert.Equal(text, formula.Print());

    public static TheoryData<string, Formula> Simplifications => new()
    {
        { "x0", X * 1 + 0 },
        { "x0", 1 * (0 + X) / 1 - 0 },
        { "0", X * 0 * Y },
        { "-x0", 0 - X },
        { "x0", -(-X) },
        { "6 * x0", 2 * (3 * X) },
        { "5", (Formula)2 * 3 - 1 },
        { "x1", Select(1, Y, X) },
        { "x0", Select(Y, X, X * 1) },
        { "tanh(x0)", Apply("Tanh", X + 0) },
        { "0", 0 / X },
    };

    [Theory]
    [MemberData(nameof(Simplifications))]
    public void Needless_parts_vanish(string text, Formula formula) => Assert.Equal(text, formula.Simplify().Print());

    public static TheoryData<string, Formula> Derivatives => new()
    {
        { "select(y > 0, d, 0)", Apply("Max", X + Y, 0) },
        { "d", X + Y },
        { "d * x1", X * Y },
        { "d * y * (1 - y)", Apply("Sigmoid", X) },
        { "0", Apply("Floor", X) },
        { "0", Y },
    };

    [Theory]
    [MemberData(nameof(Derivatives))]
    public void Derivatives_are_short(string text, Formula formula) =>
        Assert.Equal(text, formula.Cotangent(0, Operand(8), Operand(9)).Print(i => i switch { 8 => "y", 9 => "d", _ => "x" + i }));

    [Fact]
    public void Substitution_replaces_operands() =>
        Assert.Equal("x1 + x0 * 2", (X + Y * 2).Substitute(i => Operand(1 - i)).Print());
}
