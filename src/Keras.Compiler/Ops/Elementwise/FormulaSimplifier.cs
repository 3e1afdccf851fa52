using Keras.Compiler.Support;

namespace Keras.Compiler.Ops.Elementwise;

/// <summary>Removes what differentiation leaves behind: zeros, ones and constants. Zero times anything is zero here; formulas are
/// simplified for finite values.</summary>
public static class FormulaSimplifier
{
    /// <summary>An equal formula without needless parts.</summary>
    public static Formula Simplify(this Formula formula)
    {
        if (formula is not FunctionFormula application) return formula;
        var arguments = application.Arguments.Select(Simplify).ToArray();
        return (application.Function, arguments) switch
        {
            ("Add", [ConstantFormula a, ConstantFormula b]) => a.Value + b.Value,
            ("Add", [ConstantFormula { Value: 0 }, var x]) => x,
            ("Add", [var x, ConstantFormula { Value: 0 }]) => x,
            ("Subtract", [ConstantFormula a, ConstantFormula b]) => a.Value - b.Value,
            ("Subtract", [ConstantFormula { Value: 0 }, var x]) => Simplify(-x),
            ("Subtract", [var x, ConstantFormula { Value: 0 }]) => x,
            ("Multiply", [ConstantFormula a, ConstantFormula b]) => a.Value * b.Value,
            ("Multiply", [ConstantFormula { Value: 0 }, _] or [_, ConstantFormula { Value: 0 }]) => 0,
            ("Multiply", [ConstantFormula { Value: 1 }, var x]) => x,
            ("Multiply", [var x, ConstantFormula { Value: 1 }]) => x,
            ("Multiply", [ConstantFormula a, FunctionFormula { Function: "Multiply", Arguments: [ConstantFormula b, var x] }]) =>
                Simplify(a.Value * b.Value * x),
            ("Divide", [ConstantFormula { Value: 0 }, _]) => 0,
            ("Divide", [var x, ConstantFormula { Value: 1 }]) => x,
            ("Negate", [ConstantFormula a]) => -a.Value,
            ("Negate", [FunctionFormula { Function: "Negate", Arguments: [var x] }]) => x,
            ("Select", [ConstantFormula condition, var a, var b]) => condition.Value != 0 ? a : b,
            ("Select", [_, var a, var b]) when a == b => a,
            _ => new FunctionFormula(application.Function, arguments.ToEquatableArray()),
        };
    }
}
