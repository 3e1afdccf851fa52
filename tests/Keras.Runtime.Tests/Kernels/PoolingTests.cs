using Keras.Kernels;

namespace Keras.Runtime.Tests.Kernels;

/// <summary>Maxima and means of windows and their gradients at every width, against loops over double.</summary>
public class PoolingTests
{
    /// <summary>Length, size, stride and positions before the first, of depth, height and width.</summary>
    private static readonly (int Length, int Size, int Stride, int Low)[][] Grids =
    [
        [(1, 1, 1, 0), (1, 1, 1, 0), (9, 3, 2, 1)],
        [(1, 1, 1, 0), (5, 2, 2, 0), (6, 2, 2, 0)],
        [(1, 1, 1, 0), (4, 3, 1, 1), (7, 3, 1, 1)],
        [(3, 2, 1, 0), (4, 2, 3, 0), (5, 3, 2, 1)],
        [(1, 1, 1, 0), (3, 2, 2, 1), (1500, 4, 3, 1)],
    ];

    public static TheoryData<int, int, int> Cases()
    {
        var data = new TheoryData<int, int, int>();
        foreach (int width in LaneWidth.All)
        {
            for (int grid = 0; grid < Grids.Length; grid++)
            {
                foreach (int channels in grid == Grids.Length - 1 ? [1, 3] : new[] { 1, 2, 15, 16, 17, 33, 100 })
                    data.Add(width, grid, channels);
            }
        }
        return data;
    }

    [Theory, MemberData(nameof(Cases))]
    public void Windows_and_their_gradients(int width, int grid, int channels)
    {
        const int Batch = 2;
        var axes = Grids[grid];
        int Count(int axis) => (axes[axis].Length + 2 * axes[axis].Low - axes[axis].Size) / axes[axis].Stride + 1;
        WindowAxis Axis(int axis) => new(axes[axis].Length, Count(axis), axes[axis].Size, axes[axis].Stride, 1, axes[axis].Low);
        var windows = new WindowGrid(Batch, Axis(0), Axis(1), Axis(2));
        int positions = Batch * axes[0].Length * axes[1].Length * axes[2].Length, count = Batch * Count(0) * Count(1) * Count(2);

        using var x = Guarded.Random(positions * channels, 1);
        // Few different numbers, so that maxima occur more than once.
        for (int i = 0; i < x.Length; i += 2)
            x.Span[i] = MathF.Round(x.Span[i] * 2);
        using var dy = Guarded.Random(count * channels, 2);
        using var largest = Guarded.Filled(count * channels, 7f);
        using var mean = Guarded.Filled(count * channels, 7f);
        using var largestGradient = Guarded.Filled(x.Length, 7f);
        using var meanGradient = Guarded.Filled(x.Length, 7f);

        LaneWidth.Run(width, new PoolingKernel<MaxReduction>(x.Pointer, largest.Pointer, windows, channels, 0, windows.Lines));
        LaneWidth.Run(width, new PoolingKernel<MeanReduction>(x.Pointer, mean.Pointer, windows, channels, 0, windows.Lines));
        LaneWidth.Run(width, new MaxPoolingGradientKernel(x.Pointer, largest.Pointer, dy.Pointer, largestGradient.Pointer, windows, channels));
        LaneWidth.Run(width, new AveragePoolingGradientKernel(dy.Pointer, meanGradient.Pointer, windows, channels));

        var (expectedLargest, expectedMean) = (new double[largest.Length], new double[largest.Length]);
        var (expectedLargestGradient, expectedMeanGradient) = (new double[x.Length], new double[x.Length]);
        for (int window = 0; window < count; window++)
        {
            int[] covered = [.. Covered(axes, Count, window)];
            for (int channel = 0; channel < channels; channel++)
            {
                int at = window * channels + channel;
                double[] values = [.. covered.Select(position => (double)x.Span[position * channels + channel])];
                expectedLargest[at] = values.Max();
                expectedMean[at] = values.Average();
                expectedLargestGradient[covered[Array.IndexOf(values, values.Max())] * channels + channel] += dy.Span[at];
                foreach (int position in covered)
                    expectedMeanGradient[position * channels + channel] += dy.Span[at] / covered.Length;
            }
        }
        AssertNear(expectedLargest, largest, 0);
        AssertNear(expectedMean, mean, 1e-6);
        AssertNear(expectedLargestGradient, largestGradient, 2e-6);
        AssertNear(expectedMeanGradient, meanGradient, 2e-6);

        if (!NarrowPoolingKernel<MaxReduction>.Fits(windows, channels))
            return;
        largest.Span.Fill(7f);
        mean.Span.Fill(7f);
        LaneWidth.Run(width, new NarrowPoolingKernel<MaxReduction>(x.Pointer, largest.Pointer, windows, channels, 0, windows.Lines));
        LaneWidth.Run(width, new NarrowPoolingKernel<MeanReduction>(x.Pointer, mean.Pointer, windows, channels, 0, windows.Lines));
        AssertNear(expectedLargest, largest, 0);
        AssertNear(expectedMean, mean, 1e-6);
    }

    [Fact]
    public void Not_a_number_goes_through()
    {
        using var x = Guarded.Of(1f, float.NaN, 3f, 4f);
        using var y = Guarded.Filled(2, 0f);
        var grid = new WindowGrid(1, new WindowAxis(4, 2, 2, 2, 1, 0));
        Pooling.Max(x.Pointer, y.Pointer, grid, 1);
        Assert.Equal([float.NaN, 4f], y.Span.ToArray());
        Pooling.Average(x.Pointer, y.Pointer, grid, 1);
        Assert.Equal([float.NaN, 3.5f], y.Span.ToArray());
    }

    /// <summary>Numbers of the positions that a window covers.</summary>
    private static IEnumerable<int> Covered((int Length, int Size, int Stride, int Low)[] axes, Func<int, int> count, int window)
    {
        var index = new int[3];
        int rest = window;
        for (int axis = 2; axis >= 0; rest /= count(axis--))
            index[axis] = rest % count(axis);
        IEnumerable<int> Range(int axis) => Enumerable.Range(index[axis] * axes[axis].Stride - axes[axis].Low, axes[axis].Size)
            .Where(position => position >= 0 && position < axes[axis].Length);
        foreach (int depth in Range(0))
        {
            foreach (int row in Range(1))
            {
                foreach (int column in Range(2))
                    yield return ((rest * axes[0].Length + depth) * axes[1].Length + row) * axes[2].Length + column;
            }
        }
    }

    private static void AssertNear(double[] expected, GuardedBuffer<float> found, double bound)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            if (!(Math.Abs(expected[i] - found.Span[i]) <= bound * Math.Max(1, Math.Abs(expected[i]))))
                Assert.Fail($"Element {i}: expected {expected[i]:G9}, found {found.Span[i]:G9}.");
        }
    }
}
