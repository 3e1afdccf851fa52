using Keras.Kernels;

namespace Keras.Runtime.Tests.Kernels;

/// <summary>Resizing and its gradient at every width, against a matrix in double.</summary>
public class ResizeTests
{
    public static TheoryData<int, Interpolation, int> Cases()
    {
        var data = new TheoryData<int, Interpolation, int>();
        foreach (int width in LaneWidth.All)
        {
            foreach (Interpolation interpolation in Enum.GetValues<Interpolation>())
            {
                foreach (int inner in new[] { 1, 3, 15, 16, 17, 33, 200 })
                    data.Add(width, interpolation, inner);
            }
        }
        return data;
    }

    [Theory, MemberData(nameof(Cases))]
    public void An_axis_is_stretched(int width, Interpolation interpolation, int inner)
    {
        const int Outer = 2;
        foreach (var (length, factor) in new[] { (1, 4), (2, 3), (7, 2), (12, 3) })
        {
            double[,] shares = Shares(length, factor, interpolation);
            using var x = Guarded.Random(Outer * length * inner, 1);
            using var y = Guarded.Filled(x.Length * factor, 7f);
            using var dy = Guarded.Random(y.Length, 2);
            using var dx = Guarded.Filled(x.Length, 7f);
            LaneWidth.Run(width, new Resize.ForwardKernel(x.Pointer, y.Pointer, Outer, length, inner, factor, interpolation));
            LaneWidth.Run(width, new Resize.GradientKernel(dy.Pointer, dx.Pointer, Outer, length, inner, factor, interpolation));
            var (expected, expectedGradient) = (new double[y.Length], new double[x.Length]);
            for (int outer = 0; outer < Outer; outer++)
            {
                for (int i = 0; i < length * factor; i++)
                {
                    for (int j = 0; j < length; j++)
                    {
                        for (int column = 0; column < inner; column++)
                        {
                            int from = (outer * length + j) * inner + column, to = (outer * length * factor + i) * inner + column;
                            expected[to] += shares[i, j] * x.Span[from];
                            expectedGradient[from] += shares[i, j] * dy.Span[to];
                        }
                    }
                }
            }
            AssertNear(expected, y);
            AssertNear(expectedGradient, dx);
        }
    }

    /// <summary>What the formulas of the kernels say, without regard to which elements are near.</summary>
    private static double[,] Shares(int length, int factor, Interpolation interpolation)
    {
        var shares = new double[length * factor, length];
        for (int i = 0; i < length * factor; i++)
        {
            double[] weights = [.. Enumerable.Range(0, length).Select(j => Kernel(Math.Abs((i + 0.5) / factor - 0.5 - j), interpolation))];
            for (int j = 0; j < length; j++)
                shares[i, j] = weights[j] / weights.Sum();
        }
        return shares;
    }

    private static double Kernel(double d, Interpolation interpolation) => interpolation switch
    {
        Interpolation.Nearest => d < 0.5 ? 1 : 0,
        Interpolation.Bilinear => Math.Max(0, 1 - d),
        Interpolation.Bicubic => d < 1 ? 1.5 * d * d * d - 2.5 * d * d + 1 : d < 2 ? -0.5 * d * d * d + 2.5 * d * d - 4 * d + 2 : 0,
        Interpolation.Lanczos3 => Lanczos(d, 3),
        _ => Lanczos(d, 5),
    };

    private static double Lanczos(double d, double n) =>
        d == 0 ? 1 : d > n ? 0 : n * Math.Sin(Math.PI * d) * Math.Sin(Math.PI * d / n) / (Math.PI * Math.PI * d * d);

    private static void AssertNear(double[] expected, GuardedBuffer<float> found)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            if (!(Math.Abs(expected[i] - found.Span[i]) <= 3e-6))
                Assert.Fail($"Element {i}: expected {expected[i]:G9}, found {found.Span[i]:G9}.");
        }
    }
}
