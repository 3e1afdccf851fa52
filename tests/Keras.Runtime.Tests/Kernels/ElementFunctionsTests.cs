using System.Runtime.CompilerServices;
using Keras.Hosting;
using Keras.Kernels;

namespace Keras.Runtime.Tests.Kernels;

/// <summary>The functions at every register width against System.Math in double, over their whole range. The bounds are relative to
/// the result; 6e-8 is half a unit in the last place.</summary>
public class ElementFunctionsTests
{
    public static TheoryData<int> Widths() => [1, 4, 8, 16];

    private static readonly float[] Small = [.. Powers(-30, 0)];
    private static readonly float[] Wide = [.. Small, .. Linear(-110, 110, 4001), .. Linear(-3, 3, 2001), float.Epsilon, -float.Epsilon, 1e-40f];
    private static readonly float[] Positive = [.. Powers(-44, 38).Where(x => x > 0), .. Linear(0.5f, 2, 2001), float.Epsilon, float.MaxValue];
    private static readonly float[] Specials = [0f, -0f, 1f, -1f, float.PositiveInfinity, float.NegativeInfinity, float.NaN];

    [Theory, MemberData(nameof(Widths))]
    public void Exp_is_accurate(int width) => Check<ExpFunction>(width, Wide, Math.Exp, 1.2e-7, smallest: 1.2e-38);

    [Theory, MemberData(nameof(Widths))]
    public void Expm1_is_accurate(int width) => Check<Expm1Function>(width, Wide, Expm1, 1.6e-7);

    [Theory, MemberData(nameof(Widths))]
    public void Log_is_accurate(int width) => Check<LogFunction>(width, Positive, Math.Log, 1.2e-7);

    [Theory, MemberData(nameof(Widths))]
    public void Log1p_is_accurate(int width) => Check<Log1pFunction>(width, [.. Positive, .. Small, .. Linear(-0.999f, 1, 2001)], Log1p, 3e-7);

    [Theory, MemberData(nameof(Widths))]
    public void Tanh_is_accurate(int width) => Check<TanhFunction>(width, Wide, Math.Tanh, 4e-7);

    [Theory, MemberData(nameof(Widths))]
    public void Sigmoid_is_accurate(int width) => Check<SigmoidFunction>(width, Wide, x => 1 / (1 + Math.Exp(-x)), 3e-7, smallest: 1e-38);

    [Theory, MemberData(nameof(Widths))]
    public void Softplus_is_accurate(int width) =>
        Check<SoftplusFunction>(width, Wide, x => Math.Max(x, 0) + Log1p(Math.Exp(-Math.Abs(x))), 4e-7, smallest: 1.2e-38);

    [Theory, MemberData(nameof(Widths))]
    public void Erf_is_accurate(int width) => Check<ErfFunction>(width, Wide, Erf, 3e-7);

    [Theory, MemberData(nameof(Widths))]
    public void Sin_and_cos_are_accurate(int width)
    {
        float[] points = [.. Linear(-20, 20, 4001), .. Linear(-10_000, 10_000, 2001)];
        Check<SinFunction>(width, points, Math.Sin, 0, absolute: 1.5e-7);
        Check<CosFunction>(width, points, Math.Cos, 0, absolute: 1.5e-7);
        Check<SinFunction>(width, Small, Math.Sin, 1.2e-7);
    }

    [Theory, MemberData(nameof(Widths))]
    public void Roots_and_reciprocals_are_accurate(int width)
    {
        Check<SqrtFunction>(width, Positive, Math.Sqrt, 6.1e-8);
        Check<ReciprocalSqrtFunction>(width, Positive, x => 1 / Math.Sqrt(x), 1.3e-7);
    }

    [Theory, MemberData(nameof(Widths))]
    public void Pow_is_accurate(int width)
    {
        float[] bases = [.. Powers(-10, 10).Where(x => x > 0), .. Linear(0.5f, 2, 51)];
        foreach (float exponent in new[] { -3f, -1f, -0.5f, 0.3f, 0.5f, 1f, 2f, 7.7f })
            CheckPow(width, bases, exponent);
        CheckPow(width, Linear(-5, 5, 101).Where(x => x != 0).ToArray(), 3f);
        CheckPow(width, Linear(-5, 5, 101).Where(x => x != 0).ToArray(), -2f);
    }

    [Theory, MemberData(nameof(Widths))]
    public void Pow_has_the_special_values_of_IEEE_754(int width)
    {
        float[] values = [.. Specials, 0.5f, 2f, -2f, 3f, -3f, 0.3f];
        foreach (float exponent in values)
        {
            float[] found = Evaluate<PowFunction>(width, values, exponent);
            for (int i = 0; i < values.Length; i++)
            {
                // The signs of zeros, and of the infinities at negative zero, are not kept.
                double expected = Math.Pow(values[i], exponent);
                if (expected == 0)
                    Assert.Equal(0f, Math.Abs(found[i]));
                else if (double.IsInfinity(expected) && values[i] == 0)
                    Assert.True(float.IsInfinity(found[i]), $"{values[i]}^{exponent} = {found[i]}");
                else
                    Assert.True(Near(expected, found[i], 3e-7, 0), $"{values[i]}^{exponent} = {found[i]}, expected {expected}");
            }
        }
    }

    [Theory, MemberData(nameof(Widths))]
    public void Special_values_go_through(int width)
    {
        const float Inf = float.PositiveInfinity, NaN = float.NaN;
        //                                   0     -0     1                -1             ∞    -∞    NaN
        Exactly<ExpFunction>(width, Specials, 1, 1, 2.7182817f, 0.36787945f, Inf, 0, NaN);
        Exactly<Expm1Function>(width, Specials, 0, 0, 1.7182818f, -0.63212055f, Inf, -1, NaN);
        Exactly<LogFunction>(width, Specials, -Inf, -Inf, 0, NaN, Inf, NaN, NaN);
        Exactly<Log1pFunction>(width, Specials, 0, 0, 0.6931472f, -Inf, Inf, NaN, NaN);
        Exactly<TanhFunction>(width, Specials, 0, 0, 0.7615942f, -0.7615942f, 1, -1, NaN);
        Exactly<SigmoidFunction>(width, Specials, 0.5f, 0.5f, 0.7310586f, 0.26894143f, 1, 0, NaN);
        Exactly<SoftplusFunction>(width, Specials, 0.6931472f, 0.6931472f, 1.3132617f, 0.3132617f, Inf, 0, NaN);
        Exactly<ErfFunction>(width, Specials, 0, 0, 0.8427008f, -0.8427008f, 1, -1, NaN);
        Exactly<SinFunction>(width, Specials, 0, 0, 0.84147098f, -0.84147098f, NaN, NaN, NaN);
        Exactly<ReluFunction>(width, Specials, 0, 0, 1, 0, Inf, 0, NaN);
        Exactly<ClipFunction>(width, Specials, 0, 0, 0.5f, -0.25f, 0.5f, -0.25f, NaN);
        Exactly<SignFunction>(width, Specials, 0, 0, 1, -1, 1, -1, NaN);
        Exactly<MaxWithZeroFunction>(width, Specials, 0, 0, 1, 0, Inf, 0, NaN);
        Exactly<IsNaNFunction>(width, Specials, 0, 0, 0, 0, 0, 0, 1);
        Exactly<IsFiniteFunction>(width, Specials, 1, 1, 1, 1, 0, 0, 0);
        Exactly<NotFunction>(width, Specials, 1, 1, 0, 0, 0, 0, 0);
    }

    [Theory, MemberData(nameof(Widths))]
    public void Rounding_functions_round_as_keras_does(int width)
    {
        float[] x = [-2.5f, -1.5f, -0.5f, 0.4f, 0.5f, 1.5f, 2.5f, 8388609f, -3e9f];
        Exactly<RoundFunction>(width, x, -2, -2, 0, 0, 0, 2, 2, 8388609f, -3e9f);
        Exactly<FloorFunction>(width, x, -3, -2, -1, 0, 0, 1, 2, 8388609f, -3e9f);
        Exactly<CeilingFunction>(width, x, -2, -1, 0, 1, 1, 2, 3, 8388609f, -3e9f);
        Exactly<ModuloThreeFunction>(width, [-4f, -3f, -1f, 0f, 2f, 3f, 7.5f], 2, 0, 2, 0, 2, 0, 1.5f);
    }

    [Theory, MemberData(nameof(Widths))]
    public void Comparisons_give_one_and_zero(int width)
    {
        float[] x = [-1f, 2f, 3f, float.NaN];
        Exactly<LessThanTwo>(width, x, 1, 0, 0, 0);
        Exactly<AtMostTwo>(width, x, 1, 1, 0, 0);
        Exactly<MoreThanTwo>(width, x, 0, 0, 1, 0);
        Exactly<AtLeastTwo>(width, x, 0, 1, 1, 0);
        Exactly<EqualToTwo>(width, x, 0, 1, 0, 0);
        Exactly<NotEqualToTwo>(width, x, 1, 0, 1, 1);
        Exactly<BetweenOneAndThree>(width, x, 0, 1, 0, 0);
        Exactly<BelowZeroOrAboveTwo>(width, x, 1, 0, 1, 0);
        Exactly<SelectFunction>(width, x, 10, 20, 20, 20);
    }

    private static IEnumerable<float> Linear(float from, float to, int count) =>
        Enumerable.Range(0, count).Select(i => from + (to - from) * i / (count - 1));

    /// <summary>Both signs of numbers spread over the decades.</summary>
    private static IEnumerable<float> Powers(int from, int to) =>
        Enumerable.Range(from * 8, (to - from) * 8).SelectMany(i => new[] { (float)Math.Pow(10, i / 8.0), -(float)Math.Pow(10, i / 8.0) });

    private static double Expm1(double x) => Math.Abs(x) < 1e-3 ? x * (1 + x / 2 * (1 + x / 3 * (1 + x / 4 * (1 + x / 5)))) : Math.Exp(x) - 1;

    private static double Log1p(double x) => Math.Abs(x) < 1e-3 ? x * (1 - x * (1.0 / 2 - x * (1.0 / 3 - x * (1.0 / 4 - x / 5)))) : Math.Log(1 + x);

    private static double Erf(double x)
    {
        if (Math.Abs(x) > 4)
            return Math.Sign(x);
        double term = x, sum = x;
        for (int n = 1; n < 200; n++)
        {
            term *= -x * x / n;
            sum += term / (2 * n + 1);
        }
        return 2 / Math.Sqrt(Math.PI) * sum;
    }

    private static void CheckPow(int width, float[] bases, float exponent)
    {
        float[] found = Evaluate<PowFunction>(width, bases, exponent);
        for (int i = 0; i < bases.Length; i++)
        {
            double expected = Math.Pow(bases[i], exponent);
            if (Math.Abs(expected) > 1.2e-38)
                Assert.True(Near(expected, found[i], 3e-7, 0), $"{bases[i]:G9}^{exponent} = {found[i]:G9}, expected {expected:G9}");
        }
    }

    private static void Check<TFunction>(
        int width, float[] points, Func<double, double> reference, double relative, double absolute = 0, double smallest = 0)
        where TFunction : struct, IFunction
    {
        float[] found = Evaluate<TFunction>(width, points, 0);
        for (int i = 0; i < points.Length; i++)
        {
            double expected = reference(points[i]);
            // Where the result is subnormal, one spacing of those numbers is the bound.
            Assert.True(
                Near(expected, found[i], relative, Math.Max(absolute, Math.Abs(expected) < smallest ? 1.2e-38 : 1.5e-45)),
                $"f({points[i]:G9}) = {found[i]:G9}, expected {expected:G9}, off by {Math.Abs(expected - found[i]) / Math.Abs(expected):E2}.");
        }
    }

    private static bool Near(double expected, float found, double relative, double absolute) =>
        double.IsNaN(expected) ? float.IsNaN(found)
        : Math.Abs(expected) > float.MaxValue ? found == (expected > 0 ? float.PositiveInfinity : float.NegativeInfinity)
        : Math.Abs(expected - found) <= relative * Math.Abs(expected) + absolute;

    private static void Exactly<TFunction>(int width, float[] points, params float[] expected) where TFunction : struct, IFunction
    {
        float[] found = Evaluate<TFunction>(width, points, 0);
        for (int i = 0; i < points.Length; i++)
            Assert.True(Near(expected[i], found[i], 3e-7, 0), $"{typeof(TFunction).Name}({points[i]}) = {found[i]:G9}, expected {expected[i]:G9}");
    }

    private static float[] Evaluate<TFunction>(int width, float[] points, float second) where TFunction : struct, IFunction
    {
        // Whole registers only: every width sees the points in every lane.
        int padded = (points.Length + 15) / 16 * 16;
        using var x = Guarded.Filled(padded, 1f);
        using var y = Guarded.Filled(padded, 7f);
        points.CopyTo(x.Span);
        LaneWidth.Run(width, new Kernel<TFunction>(x.Pointer, y.Pointer, padded, second));
        return y.Span[..points.Length].ToArray();
    }

    private readonly struct Kernel<TFunction>(Pointer<float> x, Pointer<float> y, nint count, float second) : ILaneKernel
        where TFunction : struct, IFunction
    {
        public void Run<TLanes>() where TLanes : struct, ILanes<TLanes>
        {
            for (nint i = 0; i < count; i += TLanes.Count)
                TLanes.Store(TFunction.Of(TLanes.Load(x, i), TLanes.Broadcast(second)), y, i);
        }
    }
}
