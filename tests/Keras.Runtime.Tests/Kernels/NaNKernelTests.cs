using Keras.Hosting;
using Keras.Kernels;

namespace Keras.Runtime.Tests.Kernels;

/// <summary>Data that is not a number is found wherever it stands; infinities are numbers.</summary>
public class NaNKernelTests
{
    public static TheoryData<int, int> Sizes()
    {
        var data = new TheoryData<int, int>();
        foreach (int width in LaneWidth.All)
        {
            foreach (int size in new[] { 1, 15, 16, 17, 33, 1000 })
                data.Add(width, size);
        }
        return data;
    }

    [Theory, MemberData(nameof(Sizes))]
    public void Finds_NaN_at_each_place(int width, int size)
    {
        using var x = Guarded.Random(size, 1);
        x.Span[size / 2] = float.PositiveInfinity;
        x.Span[size - 1] = float.NegativeInfinity;
        Assert.False(HasNaN(width, x.Pointer, size));
        for (int i = 0; i < size; i++)
        {
            float value = x.Span[i];
            x.Span[i] = float.NaN;
            Assert.True(HasNaN(width, x.Pointer, size));
            x.Span[i] = value;
        }
    }

    [Fact]
    public void Finds_nothing_in_nothing()
    {
        using var x = Guarded.Filled(1, float.NaN);
        foreach (int width in LaneWidth.All)
            Assert.False(HasNaN(width, x.Pointer, 0));
    }

    private static unsafe bool HasNaN(int width, Pointer<float> x, int count)
    {
        bool found;
        LaneWidth.Run(width, new NaNKernel(x, count, &found));
        return found;
    }
}
