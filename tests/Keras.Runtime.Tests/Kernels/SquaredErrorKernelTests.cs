using Keras.Kernels;

namespace Keras.Runtime.Tests.Kernels;

/// <summary>Squared errors against a sum in double, with and without their gradient.</summary>
public class SquaredErrorKernelTests
{
    public static TheoryData<int, int> Sizes()
    {
        var data = new TheoryData<int, int>();
        foreach (int width in LaneWidth.All)
        {
            foreach (int size in new[] { 0, 1, 15, 16, 17, 33, 10_007 })
                data.Add(width, size);
        }
        return data;
    }

    [Theory, MemberData(nameof(Sizes))]
    public unsafe void Sum_and_gradient(int width, int size)
    {
        const float Slope = 0.7f;
        using var p = Guarded.Random(size, 1);
        using var y = Guarded.Random(size, 2);
        using var gradient = Guarded.Filled(size, float.NaN);
        double sum, alone, expected = 0;
        LaneWidth.Run(width, new SquaredErrorKernel(p.Pointer, y.Pointer, size, Slope, gradient.Pointer, &sum));
        LaneWidth.Run(width, new SquaredErrorKernel(p.Pointer, y.Pointer, size, Slope, default, &alone));
        for (int i = 0; i < size; i++)
        {
            float difference = p.Span[i] - y.Span[i];
            Assert.Equal(difference * Slope, gradient.Span[i]);
            expected += (double)difference * difference;
        }
        Assert.Equal(expected, sum, 1e-6 * (expected + 1));
        Assert.Equal(sum, alone);
    }
}
