using Keras.Compiler.Support;

namespace Keras.Compiler.Ops.Elementwise;

/// <summary>Walks over formulas.</summary>
public static class FormulaTree
{
    /// <summary>The formula and all its parts, outermost first; a part that occurs twice comes twice.</summary>
    public static IEnumerable<Formula> Parts(this Formula formula)
    {
        yield return formula;
        if (formula is not FunctionFormula application) yield break;
        foreach (var argument in application.Arguments)
            foreach (var part in argument.Parts())
                yield return part;
    }

    /// <summary>Numbers of the operands that occur, ascending.</summary>
    public static IEnumerable<int> Operands(this Formula formula) =>
        formula.Parts().OfType<OperandFormula>().Select(operand => operand.Index).Distinct().OrderBy(index => index);

    /// <summary>Whether the operand occurs.</summary>
    public static bool Contains(this Formula formula, int operand) => formula.Operands().Contains(operand);

    /// <summary>The formula with each operand replaced.</summary>
    public static Formula Substitute(this Formula formula, Func<int, Formula> replacement) => formula switch
    {
        OperandFormula operand => replacement(operand.Index),
        FunctionFormula application => new FunctionFormula(
            application.Function, application.Arguments.Select(argument => argument.Substitute(replacement)).ToEquatableArray()),
        _ => formula,
    };
}
