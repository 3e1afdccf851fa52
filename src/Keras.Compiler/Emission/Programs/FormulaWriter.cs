using Keras.Compiler.Ops.Elementwise;

namespace Keras.Compiler.Emission.Programs;

/// <summary>An element-wise expression as C# over lanes. Parts that occur more than once become locals.</summary>
/// <param name="leaf">The C# text of an operand, a random number or a number known at run time.</param>
internal sealed class FormulaWriter(Func<Formula, string> leaf)
{
    private const string Functions = "global::Keras.Kernels.ElementFunctions.";

    private readonly Dictionary<Formula, string> _locals = [];
    private readonly Dictionary<Formula, int> _uses = [];
    private readonly List<string> _statements = [];

    /// <summary>The statements that compute several expressions, which share their common parts, and do something with each.</summary>
    /// <param name="formulas">The expressions.</param>
    /// <param name="leaf">The C# text of an operand, a random number or a number known at run time.</param>
    /// <param name="use">The statement that uses the value of an expression, by its number.</param>
    public static IReadOnlyList<string> Write(IReadOnlyList<Formula> formulas, Func<Formula, string> leaf, Func<int, string, string> use)
    {
        var writer = new FormulaWriter(leaf);
        foreach (var formula in formulas) writer.Count(formula);
        for (var i = 0; i < formulas.Count; i++) writer._statements.Add(use(i, writer.Text(formulas[i], 0)));
        return writer._statements;
    }

    private void Count(Formula formula)
    {
        _uses[formula] = _uses.TryGetValue(formula, out var uses) ? uses + 1 : 1;
        if (uses == 0 && formula is FunctionFormula function)
            foreach (var argument in function.Arguments) Count(argument);
    }

    private string Text(Formula formula, int strength)
    {
        if (formula is ConstantFormula constant) return $"TLanes.Broadcast({CSharpText.Literal((float)constant.Value)})";
        if (formula is not FunctionFormula function) return leaf(formula);
        if (_locals.TryGetValue(formula, out var local)) return local;
        if (_uses[formula] == 1) return Apply(function, strength);
        var text = Apply(function, 0);
        local = "t" + (_locals.Count + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
        _statements.Add($"var {local} = {text};");
        _locals.Add(formula, local);
        return local;
    }

    private string Apply(FunctionFormula function, int strength) => (function.Function, function.Arguments) switch
    {
        ("Add", [var a, var b]) => Bracket(1, strength, $"{Text(a, 1)} + {Text(b, 2)}"),
        ("Subtract", [var a, var b]) => Bracket(1, strength, $"{Text(a, 1)} - {Text(b, 2)}"),
        ("Multiply", [var a, var b]) => Bracket(2, strength, $"{Text(a, 2)} * {Text(b, 3)}"),
        ("Divide", [var a, var b]) => Bracket(2, strength, $"{Text(a, 2)} / {Text(b, 3)}"),
        ("Negate", [var a]) => Bracket(2, strength, $"-{Text(a, 3)}"),
        // One instruction each.
        ("Max", [var a, ConstantFormula { Value: 0 }]) => $"TLanes.Relu({Text(a, 0)})",
        ("Max", [ConstantFormula { Value: 0 }, var a]) => $"TLanes.Relu({Text(a, 0)})",
        ("Select", [FunctionFormula { Function: "Less", Arguments: [var a, var b] } test, var x, var y]) when IsOwn(test) => Choose("Less", a, b, x, y),
        ("Select", [FunctionFormula { Function: "Greater", Arguments: [var a, var b] } test, var x, var y]) when IsOwn(test) => Choose("Less", b, a, x, y),
        ("Select", [FunctionFormula { Function: "Equal", Arguments: [var a, var b] } test, var x, var y]) when IsOwn(test) => Choose("Equal", a, b, x, y),
        _ => $"{Functions}{function.Function}({string.Join(", ", function.Arguments.Select(a => Text(a, 0)))})",
    };

    private bool IsOwn(Formula test) => _uses[test] == 1;

    private string Choose(string relation, Formula a, Formula b, Formula x, Formula y) =>
        $"TLanes.Select{relation}({Text(a, 0)}, {Text(b, 0)}, {Text(x, 0)}, {Text(y, 0)})";

    private static string Bracket(int own, int outer, string text) => own < outer ? $"({text})" : text;
}
