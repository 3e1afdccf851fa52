using System.Collections.Immutable;
using static Keras.Compiler.Ops.Elementwise.Formula;

namespace Keras.Compiler.Ops.Elementwise;

/// <summary>The table of element functions. Truth values are 0 and 1. Where a function has a kink the gradient is torch's: 0 for the
/// absolute value and at a constant bound, half to each of two equal operands of a maximum or minimum.</summary>
public static class ElementFunctions
{
    private static readonly ImmutableDictionary<string, ElementFunction> Table = new[]
    {
        Function("Add", 2, (x, y, d) => d[0] + d[1]),
        Function("Subtract", 2, (x, y, d) => d[0] - d[1]),
        Function("Multiply", 2, (x, y, d) => d[0] * x[1] + x[0] * d[1]),
        Function("Divide", 2, (x, y, d) => (d[0] - y * d[1]) / x[1]),
        Function("Negate", 1, (x, y, d) => -d[0]),
        Function("Abs", 1, (x, y, d) => d[0] * Apply("Sign", x[0])),
        Function("Max", 2, (x, y, d) => Choose("Greater", x, y, d)),
        Function("Min", 2, (x, y, d) => Choose("Less", x, y, d)),
        Function("Sqrt", 1, (x, y, d) => 0.5 * d[0] / y),
        Function("ReciprocalSqrt", 1, (x, y, d) => -0.5 * d[0] * (y * Apply("Square", y))),
        Function("Reciprocal", 1, (x, y, d) => -(d[0] * Apply("Square", y))),
        Function("Square", 1, (x, y, d) => 2 * d[0] * x[0]),
        Function("Exp", 1, (x, y, d) => d[0] * y),
        Function("Expm1", 1, (x, y, d) => d[0] * (y + 1)),
        Function("Log", 1, (x, y, d) => d[0] / x[0]),
        Function("Log1p", 1, (x, y, d) => d[0] / (x[0] + 1)),
        Function("Pow", 2, (x, y, d) => d[0] * x[1] * Apply("Pow", x[0], x[1] - 1) + d[1] * y * Apply("Log", x[0])),
        Function("Tanh", 1, (x, y, d) => d[0] * (1 - Apply("Square", y))),
        Function("Sigmoid", 1, (x, y, d) => d[0] * y * (1 - y)),
        Function("Softplus", 1, (x, y, d) => d[0] * Apply("Sigmoid", x[0])),
        Function("Erf", 1, (x, y, d) => d[0] * (2 / Math.Sqrt(Math.PI)) * Apply("Exp", -Apply("Square", x[0]))),
        Function("Sin", 1, (x, y, d) => d[0] * Apply("Cos", x[0])),
        Function("Cos", 1, (x, y, d) => -(d[0] * Apply("Sin", x[0]))),
        Function("Select", 3, (x, y, d) => Select(x[0], d[1], d[2])),
        Constant("Sign", 1),
        Constant("Floor", 1),
        Constant("Less", 2),
        Constant("LessOrEqual", 2),
        Constant("Greater", 2),
        Constant("GreaterOrEqual", 2),
        Constant("Equal", 2),
        Constant("NotEqual", 2),
        Constant("And", 2),
        Constant("Or", 2),
        Constant("Not", 1),
        Constant("IsNaN", 1),
    }.ToImmutableDictionary(function => function.Name, StringComparer.Ordinal);

    /// <summary>All rows.</summary>
    public static IEnumerable<ElementFunction> All => Table.Values.OrderBy(function => function.Name, StringComparer.Ordinal);

    /// <summary>The row of a function.</summary>
    public static ElementFunction Get(string name) =>
        Table.TryGetValue(name, out var function)
            ? function
            : throw new OpVerificationException($"There is no element function '{name}'. Known are: {string.Join(", ", All.Select(f => f.Name))}.");

    private static ElementFunction Function(string name, int arity, TangentRule tangent) => new(name, arity, tangent);

    /// <summary>A function that is constant between its steps.</summary>
    private static ElementFunction Constant(string name, int arity) => new(name, arity, (_, _, _) => 0);

    /// <summary>The tangent of the operand that a maximum or minimum chose. A constant bound passes nothing where it is reached, and is
    /// recognised by the result alone.</summary>
    private static Formula Choose(string better, ImmutableArray<Formula> x, Formula y, ImmutableArray<Formula> d) => x switch
    {
        [_, ConstantFormula bound] => Select(Apply(better, y, bound), d[0], 0),
        [ConstantFormula bound, _] => Select(Apply(better, y, bound), d[1], 0),
        _ => Select(Apply("Equal", x[0], x[1]), 0.5 * (d[0] + d[1]), Select(Apply(better, x[0], x[1]), d[0], d[1])),
    };
}
