using System.Diagnostics;

namespace Keras.Benchmarks.Kernels;

/// <summary>Times small pieces of work by a stopwatch: for a look at a change on a shared machine, where a full run takes too long.</summary>
internal static class Quick
{
    private const int Samples = 41;

    /// <summary>Seconds of one call: the median and the least of samples of about half a millisecond each.</summary>
    internal static (double Median, double Best) Measure(Action work)
    {
        work();
        work();
        long start = Stopwatch.GetTimestamp();
        work();
        double once = Math.Max(Stopwatch.GetElapsedTime(start).TotalSeconds, 1e-8);
        int repeats = (int)Math.Clamp(5e-4 / once, 1, 100_000);
        var seconds = new double[Samples];
        for (int sample = 0; sample < Samples; sample++)
        {
            start = Stopwatch.GetTimestamp();
            for (int repeat = 0; repeat < repeats; repeat++)
                work();
            seconds[sample] = Stopwatch.GetElapsedTime(start).TotalSeconds / repeats;
        }
        Array.Sort(seconds);
        return (seconds[Samples / 2], seconds[0]);
    }
}
