using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;

namespace Keras.Compiler.Fusion;

/// <summary>What passes ask of element-wise expressions.</summary>
public static class FormulaFacts
{
    /// <summary>Functions that cost about one vector instruction.</summary>
    private static readonly HashSet<string> CheapFunctions = new(StringComparer.Ordinal)
    {
        "Add", "Subtract", "Multiply", "Negate", "Abs", "Max", "Min", "Square", "Sign", "Floor", "Select",
        "Less", "LessOrEqual", "Greater", "GreaterOrEqual", "Equal", "NotEqual", "And", "Or", "Not",
    };

    /// <summary>Functions that give zero for zeros.</summary>
    private static readonly HashSet<string> LinearFunctions = new(StringComparer.Ordinal) { "Add", "Subtract", "Negate" };

    /// <summary>The expression over values by their names.</summary>
    public static string Print(this Formula formula, IReadOnlyList<Value> operands) => formula.Print(i => operands[i].ToString());

    /// <summary>Whether random numbers are drawn, which depend on the element's number in the result.</summary>
    public static bool IsRandom(this Formula formula) => formula.Parts().Any(p => p is RandomFormula);

    /// <summary>Whether the value is the same for all elements and is known when the step starts.</summary>
    public static bool IsConstant(this Formula formula) => formula.Parts().All(p => p is not OperandFormula and not RandomFormula);

    /// <summary>Whether computing it again costs less than reading it from memory.</summary>
    public static bool IsCheap(this Formula formula) => formula.Parts().Count() <= 8 && !formula.IsHeavy();

    /// <summary>Whether a matrix kernel should not inline it where it writes back.</summary>
    public static bool IsHeavy(this Formula formula) =>
        formula.Parts().Any(p => p is RandomFormula || (p is FunctionFormula f && !CheapFunctions.Contains(f.Function)));

    /// <summary>Whether the expression is zero where all operands are: it then leaves the padding of a layout zero.</summary>
    public static bool KeepsZero(this Formula formula) =>
        formula.Parts().All(p => p is OperandFormula || (p is FunctionFormula f && LinearFunctions.Contains(f.Function)));

    /// <summary>The operands where the expression is a plain sum of them, each once; else null.</summary>
    public static IReadOnlyList<int>? Summands(this Formula formula)
    {
        var parts = formula.Parts().ToList();
        var operands = parts.OfType<OperandFormula>().Select(o => o.Index).ToList();
        var isSum = parts.All(p => p is OperandFormula or FunctionFormula { Function: "Add" });
        return isSum && operands.Count >= 2 && operands.Distinct().Count() == operands.Count ? operands : null;
    }
}
