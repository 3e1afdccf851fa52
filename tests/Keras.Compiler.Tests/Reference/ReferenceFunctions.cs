using Keras.Compiler.Ops.Elementwise;

namespace Keras.Compiler.Tests.Reference;

/// <summary>The element functions in double, beside the compiler's table of their derivatives.</summary>
public static class ReferenceFunctions
{
    public static IReadOnlyDictionary<string, Func<double[], double>> Table { get; } = new Dictionary<string, Func<double[], double>>
    {
        ["Add"] = x => x[0] + x[1],
        ["Subtract"] = x => x[0] - x[1],
        ["Multiply"] = x => x[0] * x[1],
        ["Divide"] = x => x[0] / x[1],
        ["Negate"] = x => -x[0],
        ["Abs"] = x => Math.Abs(x[0]),
        ["Max"] = x => Math.Max(x[0], x[1]),
        ["Min"] = x => Math.Min(x[0], x[1]),
        ["Sqrt"] = x => Math.Sqrt(x[0]),
        ["ReciprocalSqrt"] = x => 1 / Math.Sqrt(x[0]),
        ["Reciprocal"] = x => 1 / x[0],
        ["Square"] = x => x[0] * x[0],
        ["Exp"] = x => Math.Exp(x[0]),
        ["Expm1"] = x => Expm1(x[0]),
        ["Log"] = x => Math.Log(x[0]),
        ["Log1p"] = x => Log1p(x[0]),
        ["Pow"] = x => Math.Pow(x[0], x[1]),
        ["Tanh"] = x => Math.Tanh(x[0]),
        ["Sigmoid"] = x => 1 / (1 + Math.Exp(-x[0])),
        ["Softplus"] = x => Math.Max(x[0], 0) + Log1p(Math.Exp(-Math.Abs(x[0]))),
        ["Erf"] = x => Erf(x[0]),
        ["Sin"] = x => Math.Sin(x[0]),
        ["Cos"] = x => Math.Cos(x[0]),
        ["Sign"] = x => Math.Sign(x[0]),
        ["Floor"] = x => Math.Floor(x[0]),
        ["Less"] = x => x[0] < x[1] ? 1 : 0,
        ["LessOrEqual"] = x => x[0] <= x[1] ? 1 : 0,
        ["Greater"] = x => x[0] > x[1] ? 1 : 0,
        ["GreaterOrEqual"] = x => x[0] >= x[1] ? 1 : 0,
        ["Equal"] = x => x[0] == x[1] ? 1 : 0,
        ["NotEqual"] = x => x[0] != x[1] ? 1 : 0,
        ["And"] = x => x[0] != 0 && x[1] != 0 ? 1 : 0,
        ["Or"] = x => x[0] != 0 || x[1] != 0 ? 1 : 0,
        ["Not"] = x => x[0] == 0 ? 1 : 0,
        ["IsNaN"] = x => double.IsNaN(x[0]) ? 1 : 0,
        ["Select"] = x => x[0] != 0 ? x[1] : x[2],
    };

    /// <summary>The formula's value for these operands.</summary>
    /// <param name="formula">What to evaluate.</param>
    /// <param name="operand">Value of an operand.</param>
    /// <param name="environment">Lengths of the symbols.</param>
    /// <param name="element">Number of the element, for random numbers.</param>
    public static double Evaluate(this Formula formula, Func<int, double> operand, ReferenceEnvironment environment, long element) => formula switch
    {
        OperandFormula leaf => operand(leaf.Index),
        ConstantFormula constant => constant.Value,
        LengthFormula length => environment.Length(length.Dim),
        RandomFormula random => environment.Random(random.Stream, element),
        FunctionFormula application => Table[application.Function](
            [.. application.Arguments.Select(argument => argument.Evaluate(operand, environment, element))]),
        _ => throw new InvalidOperationException($"No evaluation for {formula.GetType().Name}."),
    };

    /// <summary>Kahan's trick: exact near zero.</summary>
    private static double Expm1(double x)
    {
        var u = Math.Exp(x);
        return u == 1 ? x : u - 1 == -1 ? -1 : double.IsInfinity(u) ? u : (u - 1) * x / Math.Log(u);
    }

    private static double Log1p(double x)
    {
        var u = 1 + x;
        return u == 1 ? x : Math.Log(u) * x / (u - 1);
    }

    /// <summary>The Maclaurin series, summed in the form 2/√π·exp(−x²)·Σ 2ⁿx²ⁿ⁺¹/(1·3·…·(2n+1)), whose terms are all positive.</summary>
    private static double Erf(double x)
    {
        if (Math.Abs(x) > 6) return Math.Sign(x);
        double term = x, sum = x;
        for (var n = 1; Math.Abs(term) > 1e-18 * Math.Abs(sum); n++) sum += term *= 2 * x * x / (2 * n + 1);
        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }
}
