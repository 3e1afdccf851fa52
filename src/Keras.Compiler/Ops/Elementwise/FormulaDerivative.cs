using System.Collections.Immutable;

namespace Keras.Compiler.Ops.Elementwise;

/// <summary>Symbolic differentiation of formulas.</summary>
public static class FormulaDerivative
{
    /// <summary>The cotangent of one operand: the derivative of <paramref name="formula"/> by it, times the result's cotangent.</summary>
    /// <param name="formula">What is differentiated.</param>
    /// <param name="operand">By which operand.</param>
    /// <param name="result">Stands for the formula's own value.</param>
    /// <param name="cotangent">The result's cotangent. It starts at the operand, since tangents are linear: <c>Select</c> then chooses
    /// between cotangents, and what it did not choose cannot spoil the product by an infinity.</param>
    public static Formula Cotangent(this Formula formula, int operand, Formula result, Formula cotangent)
    {
        return Tangent(formula, result).Simplify();

        Formula Tangent(Formula part, Formula value) => part switch
        {
            OperandFormula leaf when leaf.Index == operand => cotangent,
            FunctionFormula application when application.Contains(operand) => ElementFunctions.Get(application.Function).Tangent(
                [.. application.Arguments],
                value,
                [.. application.Arguments.Select(argument => Tangent(argument, argument).Simplify())]).Simplify(),
            _ => 0,
        };
    }
}
