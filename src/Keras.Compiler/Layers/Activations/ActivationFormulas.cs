using Keras.Compiler.Ops.Elementwise;
using static Keras.Compiler.Ops.Elementwise.Formula;

namespace Keras.Compiler.Layers;

/// <summary>Keras's element-wise activation functions as formulas, each with its arguments.</summary>
internal static class ActivationFormulas
{
    private static readonly double SquareRootOfHalf = Math.Sqrt(0.5);

    private static readonly double SquareRootOfTwoOverPi = Math.Sqrt(2 / Math.PI);

    public static Formula Relu(Formula x, double negativeSlope = 0, double maxValue = double.PositiveInfinity, double threshold = 0)
    {
        var above = negativeSlope == 0 && threshold == 0
            ? Apply("Max", x, 0)
            : Select(Apply("GreaterOrEqual", x, threshold), x, negativeSlope == 0 ? 0 : negativeSlope * (threshold == 0 ? x : x - threshold));
        return double.IsPositiveInfinity(maxValue) ? above : Apply("Min", above, maxValue);
    }

    public static Formula LeakyRelu(Formula x, double negativeSlope = 0.2) => Select(Positive(x), x, negativeSlope * x);

    public static Formula Elu(Formula x, double alpha = 1) =>
        Select(Positive(x), x, alpha == 1 ? Apply("Expm1", x) : alpha * Apply("Expm1", x));

    public static Formula Selu(Formula x) => 1.0507009873554805 * Elu(x, 1.6732632423543772);

    public static Formula Celu(Formula x, double alpha = 1) =>
        Apply("Max", x, 0) + Apply("Min", alpha * Apply("Expm1", x / alpha), 0);

    public static Formula Softplus(Formula x) => Apply("Softplus", x);

    public static Formula Softsign(Formula x) => x / (1 + Apply("Abs", x));

    public static Formula SoftShrink(Formula x, double threshold = 0.5) =>
        Select(Apply("Greater", x, threshold), x - threshold, Select(Apply("Less", x, -threshold), x + threshold, 0));

    public static Formula HardShrink(Formula x, double threshold = 0.5) => Select(Apply("Greater", Apply("Abs", x), threshold), x, 0);

    public static Formula Threshold(Formula x, double threshold, double defaultValue) =>
        Select(Apply("Greater", x, threshold), x, defaultValue);

    public static Formula SparsePlus(Formula x) =>
        Select(Apply("LessOrEqual", x, -1), 0, Select(Apply("Less", x, 1), 0.25 * Apply("Square", x + 1), x));

    public static Formula Silu(Formula x) => x * Apply("Sigmoid", x);

    public static Formula Squareplus(Formula x, double b = 4) => 0.5 * (x + Apply("Sqrt", Apply("Square", x) + b));

    public static Formula Gelu(Formula x, bool approximate = false) => approximate
        ? 0.5 * x * (1 + Apply("Tanh", SquareRootOfTwoOverPi * (x + 0.044715 * (x * Apply("Square", x)))))
        : 0.5 * x * (1 + Apply("Erf", x * SquareRootOfHalf));

    public static Formula Tanh(Formula x) => Apply("Tanh", x);

    public static Formula TanhShrink(Formula x) => x - Apply("Tanh", x);

    public static Formula HardTanh(Formula x) => Apply("Max", Apply("Min", x, 1), -1);

    public static Formula Sigmoid(Formula x) => Apply("Sigmoid", x);

    public static Formula Exponential(Formula x) => Apply("Exp", x);

    public static Formula HardSigmoid(Formula x) => Relu(x + 3, maxValue: 6) / 6;

    public static Formula LogSigmoid(Formula x) => -Apply("Softplus", -x);

    public static Formula SparseSigmoid(Formula x) =>
        Select(Apply("LessOrEqual", x, -1), 0, Select(Apply("GreaterOrEqual", x, 1), 1, 0.5 * (x + 1)));

    public static Formula HardSilu(Formula x) => x * HardSigmoid(x);

    public static Formula Mish(Formula x) => x * Apply("Tanh", Apply("Softplus", x));

    private static Formula Positive(Formula x) => Apply("Greater", x, 0);
}
