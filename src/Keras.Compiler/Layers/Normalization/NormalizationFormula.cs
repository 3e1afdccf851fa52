using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;

namespace Keras.Compiler.Layers.Normalization;

/// <summary>The step that the normalizations share.</summary>
internal static class NormalizationFormula
{
    /// <summary>gamma·(x − mean)/√(variance + epsilon) + beta; gamma and beta may be missing. All operands broadcast to x.</summary>
    public static Value Apply(ProgramBuilder builder, string name, Value x, Value mean, Value variance, double epsilon, Value? gamma, Value? beta)
    {
        var operands = new List<Value> { x, mean, variance };
        var inverse = Formula.Apply("ReciprocalSqrt", Formula.Operand(2) + epsilon);
        var result = (Formula.Operand(0) - Formula.Operand(1)) * (gamma is null ? inverse : inverse * Next(gamma));
        if (beta is not null) result += Next(beta);
        return builder.Map(name, result, [.. operands]);

        Formula Next(Value value)
        {
            operands.Add(value);
            return Formula.Operand(operands.Count - 1);
        }
    }
}
