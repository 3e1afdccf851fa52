using Keras.Kernels;

namespace Keras.Runtime.Tests.Kernels;

/// <summary>Reductions and row kernels over the middle axis of (outer, length, inner) at every width, against double.</summary>
public class RowKernelTests
{
    private static readonly int[] Lengths = [1, 2, 7, 8, 9, 15, 16, 17, 31, 32, 33, 64, 100];

    public static TheoryData<int, int, int, int> Shapes()
    {
        var data = new TheoryData<int, int, int, int>();
        foreach (int width in LaneWidth.All)
        {
            foreach (int length in Lengths)
            {
                data.Add(width, 3, length, 1);
                data.Add(width, 2, length, 5);
                data.Add(width, 1, length, 16);
                data.Add(width, 2, length, 33);
            }
            data.Add(width, 1, 5000, 1);
            data.Add(width, 1, 200, 67);
            // Fewer columns than lanes, over groups of rows and what is left of them.
            for (int inner = 2; inner < 16; inner++)
                data.Add(width, 2, 1003, inner);
        }
        return data;
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Reductions(int width, int outer, int length, int inner)
    {
        // About 1, so that products of many stay normal numbers.
        using var x = Guarded.Random(outer * length * inner, 1);
        foreach (ref float value in x.Span)
            value = 1 + value / 128;
        foreach (bool accumulate in new[] { false, true })
        {
            Check<SumReduction>(line => line.Sum(v => (double)v), line => line.Sum(v => Math.Abs((double)v)));
            Check<MeanReduction>(line => line.Average(v => (double)v), _ => 1);
            Check<MaxReduction>(line => line.Max(), _ => 1);
            Check<MinReduction>(line => line.Min(), _ => 1);
            Check<ProductReduction>(line => line.Aggregate(1.0, (p, v) => p * v), line => length * Math.Abs(line.Aggregate(1.0, (p, v) => p * v)));

            void Check<TReduction>(Func<float[], double> reference, Func<float[], double> magnitude) where TReduction : struct, IReduction
            {
                using var y = Guarded.Filled(outer * inner, 0.5f);
                LaneWidth.Run(width, new ReduceKernel<TReduction>(x.Pointer, y.Pointer, outer, length, inner, accumulate));
                for (int line = 0; line < outer * inner; line++)
                {
                    float[] values = Line(x, line, length, inner);
                    AssertNear(reference(values) + (accumulate ? 0.5 : 0), y.Span[line], 3e-7 * (magnitude(values) + (accumulate ? 1 : 0)));
                }
            }
        }
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Softmax_and_its_gradient(int width, int outer, int length, int inner)
    {
        using var x = Guarded.Random(outer * length * inner, 1);
        foreach (ref float value in x.Span)
            value *= 20;
        using var y = Guarded.Filled(x.Length, 7f);
        LaneWidth.Run(width, new Softmax.ForwardKernel(x.Pointer, y.Pointer, outer, length, inner));
        CheckLines(x, y, length, inner, 1e-6, SoftmaxOf);
        if (inner == 1)
        {
            using var byRows = Guarded.Filled(x.Length, 7f);
            LaneWidth.Run(width, new Softmax.RowKernel(x.Pointer, byRows.Pointer, outer, length));
            Assert.True(y.Span.SequenceEqual(byRows.Span));
        }

        using var dy = Guarded.Random(x.Length, 2);
        using var dx = Guarded.Filled(x.Length, 7f);
        LaneWidth.Run(width, new Softmax.GradientKernel(y.Pointer, dy.Pointer, dx.Pointer, outer, length, inner));
        CheckLines(y, dy, dx, length, inner, 1e-6, (s, d) =>
        {
            double dot = s.Zip(d, (a, b) => (double)a * b).Sum();
            return s.Zip(d, (a, b) => a * (b - dot)).ToArray();
        });
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Log_softmax_and_its_gradient(int width, int outer, int length, int inner)
    {
        using var x = Guarded.Random(outer * length * inner, 1);
        using var y = Guarded.Filled(x.Length, 7f);
        LaneWidth.Run(width, new LogSoftmax.ForwardKernel(x.Pointer, y.Pointer, outer, length, inner));
        CheckLines(x, y, length, inner, 2e-6, line =>
        {
            double sum = LogSumExpOf(line);
            return line.Select(v => v - sum).ToArray();
        });

        using var dy = Guarded.Random(x.Length, 2);
        using var dx = Guarded.Filled(x.Length, 7f);
        LaneWidth.Run(width, new LogSoftmax.GradientKernel(y.Pointer, dy.Pointer, dx.Pointer, outer, length, inner));
        CheckLines(y, dy, dx, length, inner, 2e-6, (s, d) =>
        {
            double sum = d.Sum(v => (double)v);
            return s.Zip(d, (a, b) => b - Math.Exp(a) * sum).ToArray();
        });
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Log_sum_exp_and_its_gradient(int width, int outer, int length, int inner)
    {
        using var x = Guarded.Random(outer * length * inner, 1);
        using var y = Guarded.Filled(outer * inner, 7f);
        using var dy = Guarded.Random(outer * inner, 2);
        using var dx = Guarded.Filled(x.Length, 7f);
        LaneWidth.Run(width, new LogSumExp.ForwardKernel(x.Pointer, y.Pointer, outer, length, inner));
        LaneWidth.Run(width, new LogSumExp.GradientKernel(x.Pointer, y.Pointer, dy.Pointer, dx.Pointer, outer, length, inner));
        for (int line = 0; line < outer * inner; line++)
        {
            float[] values = Line(x, line, length, inner), gradient = Line(dx, line, length, inner);
            AssertNear(LogSumExpOf(values), y.Span[line], 2e-6);
            double[] softmax = SoftmaxOf(values);
            for (int l = 0; l < length; l++)
                AssertNear(dy.Span[line] * softmax[l], gradient[l], 2e-6);
        }
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Sparsemax_and_its_gradient(int width, int outer, int length, int inner)
    {
        using var x = Guarded.Random(outer * length * inner, 1);
        using var y = Guarded.Filled(x.Length, 7f);
        LaneWidth.Run(width, new Sparsemax.ForwardKernel(x.Pointer, y.Pointer, outer, length, inner));
        CheckLines(x, y, length, inner, 2e-6, SparsemaxOf);

        using var dy = Guarded.Random(x.Length, 2);
        using var dx = Guarded.Filled(x.Length, 7f);
        LaneWidth.Run(width, new Sparsemax.GradientKernel(y.Pointer, dy.Pointer, dx.Pointer, outer, length, inner));
        CheckLines(y, dy, dx, length, inner, 2e-6, (s, d) =>
        {
            double mean = s.Zip(d, (a, b) => a > 0 ? (double)b : 0).Sum() / s.Count(a => a > 0);
            return s.Zip(d, (a, b) => a > 0 ? b - mean : 0).ToArray();
        });
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Moments_keep_their_digits_beside_a_large_mean(int width, int outer, int length, int inner)
    {
        foreach (float offset in new[] { 0f, 1000f })
        {
            using var x = Guarded.Random(outer * length * inner, 1);
            foreach (ref float value in x.Span)
                value += offset;
            using var mean = Guarded.Filled(outer * inner, 7f);
            using var variance = Guarded.Filled(outer * inner, 7f);
            LaneWidth.Run(width, new Moments.Kernel(x.Pointer, mean.Pointer, variance.Pointer, outer, length, inner));
            for (int line = 0; line < outer * inner; line++)
            {
                float[] values = Line(x, line, length, inner);
                double expected = values.Average(v => (double)v);
                AssertNear(expected, mean.Span[line], 3e-7 * (offset + 1));
                AssertNear(values.Average(v => (v - expected) * (v - expected)), variance.Span[line], 1e-6 * (1 + offset * 1e-3));
            }
        }
    }

    [Fact]
    public void A_sum_of_many_equal_numbers_is_exact_to_a_rounding()
    {
        const int Count = 3_000_000;
        using var x = Guarded.Filled(Count, 0.1f);
        using var y = Guarded.Filled(3, 0f);
        Reduce.Sum(x.Pointer, y.Pointer, 1, Count, 1);
        AssertNear(Count * (double)0.1f, y.Span[0], 1e-6 * Count * 0.1);
        Reduce.Sum(x.Pointer, y.Pointer, 1, Count / 3, 3);
        foreach (var sum in y.Span) AssertNear(Count / 3 * (double)0.1f, sum, 1e-6 * Count / 3 * 0.1);
    }

    [Fact]
    public void Not_a_number_and_infinity_go_through()
    {
        using var x = Guarded.Of(1f, float.NaN, 3f);
        using var y = Guarded.Filled(3, 0f);
        Reduce.Max(x.Pointer, y.Pointer, 1, 3, 1);
        Assert.True(float.IsNaN(y.Span[0]));
        Reduce.Min(x.Pointer, y.Pointer, 1, 3, 1);
        Assert.True(float.IsNaN(y.Span[0]));
        Softmax.Forward(x.Pointer, y.Pointer, 1, 3);
        Assert.True(float.IsNaN(y.Span[0]));
        Sparsemax.Forward(x.Pointer, y.Pointer, 1, 3);
        Assert.True(float.IsNaN(y.Span[1]));

        using var masked = Guarded.Of(1f, float.NegativeInfinity, 1f);
        Softmax.Forward(masked.Pointer, y.Pointer, 1, 3);
        Assert.Equal([0.5f, 0f, 0.5f], y.Span.ToArray());
        Sparsemax.Forward(masked.Pointer, y.Pointer, 1, 3);
        Assert.Equal([0.5f, 0f, 0.5f], y.Span.ToArray());
        using var infinite = Guarded.Of(1f, float.PositiveInfinity, 1f);
        Reduce.Sum(infinite.Pointer, y.Pointer, 1, 3, 1);
        Assert.Equal(float.PositiveInfinity, y.Span[0]);
        LogSumExp.Forward(infinite.Pointer, y.Pointer, 1, 3, 1);
        Assert.Equal(float.PositiveInfinity, y.Span[0]);
    }

    [Fact]
    public void Rows_may_be_transformed_in_place()
    {
        using var x = Guarded.Random(4 * 37, 1);
        using var y = Guarded.Filled(x.Length, 0f);
        Softmax.Forward(x.Pointer, y.Pointer, 4, 37);
        Softmax.Forward(x.Pointer, x.Pointer, 4, 37);
        Assert.True(x.Span.SequenceEqual(y.Span));
    }

    private static float[] Line(GuardedBuffer<float> x, int line, int length, int inner)
    {
        int start = line / inner * length * inner + line % inner;
        var values = new float[length];
        for (int l = 0; l < length; l++)
            values[l] = x.Span[start + l * inner];
        return values;
    }

    private static void CheckLines(GuardedBuffer<float> x, GuardedBuffer<float> y, int length, int inner, double bound, Func<float[], double[]> reference) =>
        CheckLines(x, x, y, length, inner, bound, (values, _) => reference(values));

    private static void CheckLines(
        GuardedBuffer<float> a, GuardedBuffer<float> b, GuardedBuffer<float> y, int length, int inner, double bound,
        Func<float[], float[], double[]> reference)
    {
        for (int line = 0; line < a.Length / length; line++)
        {
            double[] expected = reference(Line(a, line, length, inner), Line(b, line, length, inner));
            float[] found = Line(y, line, length, inner);
            for (int l = 0; l < length; l++)
                AssertNear(expected[l], found[l], bound * Math.Max(1, Math.Abs(expected[l])));
        }
    }

    private static double LogSumExpOf(float[] line)
    {
        double max = line.Max();
        return max + Math.Log(line.Sum(v => Math.Exp(v - max)));
    }

    private static double[] SoftmaxOf(float[] line)
    {
        double sum = LogSumExpOf(line);
        return line.Select(v => Math.Exp(v - sum)).ToArray();
    }

    private static double[] SparsemaxOf(float[] line)
    {
        double[] sorted = line.Select(v => (double)v).OrderDescending().ToArray();
        double sum = 0, threshold = 0;
        for (int k = 0; k < sorted.Length; k++)
        {
            sum += sorted[k];
            if (1 + (k + 1) * sorted[k] > sum)
                threshold = (sum - 1) / (k + 1);
        }
        return line.Select(v => Math.Max(v - threshold, 0)).ToArray();
    }

    private static void AssertNear(double expected, float actual, double bound)
    {
        if (!(Math.Abs(expected - actual) <= bound))
            Assert.Fail($"Expected {expected:G9}, found {actual:G9}; the bound is {bound:E1}.");
    }
}
