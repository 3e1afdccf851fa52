using System.Globalization;

namespace Keras.Compiler.Ops.Elementwise;

/// <summary>Formulas as people write them: <c>max(x0 + x1, 0)</c>.</summary>
public static class FormulaPrinter
{
    /// <summary>Infix text; operands are <c>x0</c>, <c>x1</c>, ...</summary>
    public static string Print(this Formula formula) => Print(formula, index => "x" + index.ToString(CultureInfo.InvariantCulture));

    /// <summary>Infix text with names for the operands.</summary>
    public static string Print(this Formula formula, Func<int, string> operandName)
    {
        return Text(formula, 0);

        string Text(Formula part, int outer) => part switch
        {
            OperandFormula operand => operandName(operand.Index),
            ConstantFormula constant when constant.Value < 0 => Parenthesise(Number(constant.Value), Unary, outer),
            ConstantFormula constant => Number(constant.Value),
            LengthFormula length => $"length({length.Dim})",
            RandomFormula random => $"random({random.Stream.ToString(CultureInfo.InvariantCulture)})",
            FunctionFormula { Arguments: [var left, var right] } binary when Operators.TryGetValue(binary.Function, out var op) =>
                Parenthesise($"{Text(left, op.Precedence)} {op.Symbol} {Text(right, op.Precedence + 1)}", op.Precedence, outer),
            FunctionFormula { Function: "Negate", Arguments: [var value] } => Parenthesise("-" + Text(value, Unary), Unary, outer),
            FunctionFormula { Function: "Not", Arguments: [var value] } => Parenthesise("!" + Text(value, Unary), Unary, outer),
            FunctionFormula application =>
                $"{char.ToLowerInvariant(application.Function[0])}{application.Function.Substring(1)}({string.Join(", ", application.Arguments.Select(a => Text(a, 0)))})",
            _ => part.ToString(),
        };
    }

    private const int Unary = 7;

    private static readonly Dictionary<string, (string Symbol, int Precedence)> Operators = new()
    {
        ["Or"] = ("||", 1),
        ["And"] = ("&&", 2),
        ["Equal"] = ("==", 3),
        ["NotEqual"] = ("!=", 3),
        ["Less"] = ("<", 4),
        ["LessOrEqual"] = ("<=", 4),
        ["Greater"] = (">", 4),
        ["GreaterOrEqual"] = (">=", 4),
        ["Add"] = ("+", 5),
        ["Subtract"] = ("-", 5),
        ["Multiply"] = ("*", 6),
        ["Divide"] = ("/", 6),
    };

    private static string Parenthesise(string text, int inner, int outer) => inner < outer ? $"({text})" : text;

    /// <summary>Enough digits for float32, which is what constants are rounded to.</summary>
    private static string Number(double value) => ((float)value).ToString("R", CultureInfo.InvariantCulture);
}
