using Keras.Hosting;
using Keras.Kernels;

namespace Keras.Runtime.Tests.Kernels;

public class CounterRandomTests
{
    private const int Count = 200_000;

    private readonly struct Fill(Pointer<float> y, nint count, ulong key, nint first) : ILaneKernel
    {
        public void Run<TLanes>() where TLanes : struct, ILanes<TLanes>
        {
            for (nint i = 0; i < count; i += TLanes.Count)
                TLanes.Store(TLanes.Uniform(key, first + i), y, i);
        }
    }

    [Theory]
    [InlineData(0UL, 0L)]
    [InlineData(0x123456789ABCDEFUL, 5L)]
    [InlineData(ulong.MaxValue, (1L << 32) - 37)] // the low word wraps round within a register
    [InlineData(77UL, -3L)]
    public void Every_width_gives_the_same_bits(ulong key, long first)
    {
        using var y = Guarded.Filled(96, 7f);
        foreach (int width in LaneWidth.All)
        {
            LaneWidth.Run(width, new Fill(y.Pointer, 96, key, (nint)first));
            for (int i = 0; i < 96; i++)
                Assert.Equal(CounterRandom.Uniform(key, first + i), y.Span[i]);
        }
    }

    [Fact]
    public void Uniform_numbers_are_uniform_and_not_correlated()
    {
        foreach (ulong key in new ulong[] { 1, 2, CounterRandom.Key(1, 1), CounterRandom.Key(1, 2) })
        {
            double[] u = Enumerable.Range(0, Count).Select(i => (double)CounterRandom.Uniform(key, i)).ToArray();
            Assert.All(u, v => Assert.InRange(v, 0, 0.99999995));
            // Five standard deviations.
            Assert.Equal(0.5, u.Average(), 5 * 0.2887 / Math.Sqrt(Count));
            Assert.Equal(1.0 / 12, u.Average(v => (v - 0.5) * (v - 0.5)), 5 * 0.0745 / Math.Sqrt(Count));
            foreach (int lag in new[] { 1, 2, 16, 64, 1024 })
                Assert.Equal(0, Enumerable.Range(0, Count - lag).Average(i => (u[i] - 0.5) * (u[i + lag] - 0.5)), 5.0 / 12 / Math.Sqrt(Count - lag));

            var counts = new int[256];
            foreach (double v in u)
                counts[(int)(v * 256)]++;
            double chiSquare = counts.Sum(c => (c - Count / 256.0) * (c - Count / 256.0) / (Count / 256.0));
            Assert.InRange(chiSquare, 255 - 5 * 22.6, 255 + 5 * 22.6);
        }
    }

    [Fact]
    public void Streams_of_neighbouring_keys_are_independent()
    {
        ulong[] keys = [1, 2, 3, 1UL << 32, CounterRandom.Key(7, 0), CounterRandom.Key(7, 1), CounterRandom.Key(8, 0)];
        for (int a = 0; a < keys.Length; a++)
        {
            for (int b = a + 1; b < keys.Length; b++)
            {
                double correlation = Enumerable.Range(0, Count)
                    .Average(i => (CounterRandom.Uniform(keys[a], i) - 0.5) * (CounterRandom.Uniform(keys[b], i) - 0.5));
                Assert.Equal(0, correlation, 5.0 / 12 / Math.Sqrt(Count));
                // Nor is one stream the other in another order.
                var numbers = Enumerable.Range(0, 4096).Select(i => CounterRandom.Uniform(keys[a], i)).ToHashSet();
                Assert.InRange(Enumerable.Range(0, 4096).Count(i => numbers.Contains(CounterRandom.Uniform(keys[b], i))), 0, 12);
            }
        }
    }

    [Fact]
    public void Normal_numbers_have_the_moments_of_the_normal_distribution()
    {
        double[] z = Enumerable.Range(0, Count).Select(i => (double)CounterRandom.Normal(3, i)).ToArray();
        double tolerance = 5 / Math.Sqrt(Count);
        Assert.Equal(0, z.Average(), tolerance);
        Assert.Equal(1, z.Average(v => v * v), tolerance * Math.Sqrt(2));
        Assert.Equal(0, z.Average(v => v * v * v), tolerance * Math.Sqrt(15));
        Assert.Equal(3, z.Average(v => v * v * v * v), tolerance * Math.Sqrt(96));
        Assert.All(z, v => Assert.True(double.IsFinite(v)));
    }

    [Fact]
    public void Native_buffers_are_aligned_zeroed_and_checked()
    {
        using NativeBuffer buffer = NativeBuffer.Of<float>(37);
        Assert.Equal(37 * sizeof(float), buffer.Length);
        Assert.Equal(-1, buffer.Span<float>().IndexOfAnyExcept(0f));
        unsafe
        {
            Assert.Equal(0, (nint)buffer.Pointer<float>().Value % NativeBuffer.Alignment);
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Span<float>(30, 8).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => new NativeBuffer(-1));
        buffer.Dispose();
        buffer.Dispose();
        Assert.True(buffer.IsDisposed);
        Assert.Throws<ObjectDisposedException>(() => buffer.Pointer<float>());
    }
}
