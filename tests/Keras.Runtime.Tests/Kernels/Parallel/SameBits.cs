namespace Keras.Runtime.Tests.Kernels;

/// <summary>Holds a computation to the same result on any number of threads, bit for bit.</summary>
internal static class SameBits
{
    /// <summary>Computes on one thread, as models do that are small, then divides the same as finely as it can be.</summary>
    /// <param name="compute">Computes results anew.</param>
    internal static void Assert(Func<GuardedBuffer<float>> compute)
    {
        int threads = KerasOptions.Threads;
        KerasOptions.Threads = 1;
        using GuardedBuffer<float> expected = compute();
        KerasOptions.Threads = threads;
        foreach (int count in new[] { 2, 3, 4 })
        {
            using var many = new ManyThreads(count);
            using GuardedBuffer<float> actual = compute();
            for (int i = 0; i < expected.Length; i++)
            {
                if (BitConverter.SingleToInt32Bits(expected.Span[i]) != BitConverter.SingleToInt32Bits(actual.Span[i]))
                    Xunit.Assert.Fail($"{count} threads: element {i} of {expected.Length} is {actual.Span[i]:R}, on one thread {expected.Span[i]:R}.");
            }
        }
    }
}
