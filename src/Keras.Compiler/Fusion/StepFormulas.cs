using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops.Elementwise;

namespace Keras.Compiler.Fusion;

/// <summary>The element-wise expressions that steps carry.</summary>
public static class StepFormulas
{
    /// <summary>The expressions of a step, and how many operands they count.</summary>
    public static (IEnumerable<Formula> Formulas, int Operands) Of(Step step) => step switch
    {
        MapStep map => ([map.Formula], map.Operands.Length),
        MapGroupStep group => (group.Formulas, group.Operands.Length),
        PanelProductStep { Epilogue: { } epilogue } product => ([epilogue], product.Operands.Length - 1),
        _ => ([], 0),
    };

    /// <summary>Whether the step gives the same for the same operands, whenever it runs.</summary>
    public static bool IsPure(Step step) =>
        !Of(step).Formulas.SelectMany(formula => formula.Parts()).Any(part => part is RandomFormula or TrainsFormula) && step is not MomentsStep { Layer: not null };
}
