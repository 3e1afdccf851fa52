using System.Diagnostics;
using System.Runtime.InteropServices;
using Keras.Benchmarks.Kernels;

namespace Keras.Benchmarks.Peers.Measurement;

/// <summary>The machine that measures.</summary>
internal static class Machine
{
    private const int PeakSamples = 40;

    /// <summary>Threads that meet seldom: the system may wake both on one processor.</summary>
    private const int LoopsTogether = 50;

    /// <summary>Processor, number of processors, system.</summary>
    public static string Name { get; } = $"{Processor()}, {Environment.ProcessorCount} processors, {RuntimeInformation.OSDescription.Split('#')[0].Trim()}";

    /// <summary>The most GFLOP/s of one thread that multiplies and adds in registers, as far as it was seen up to now.</summary>
    public static double Peak { get; private set; }

    /// <summary>Measures the peak once more.</summary>
    public static void MeasurePeak()
    {
        for (var sample = 0; sample < PeakSamples; sample++)
        {
            var start = Stopwatch.GetTimestamp();
            MachinePeak.Loop();
            Peak = Math.Max(Peak, MachinePeak.Operations / Stopwatch.GetElapsedTime(start).TotalNanoseconds);
        }
    }

    /// <summary>The most GFLOP/s of threads that multiply and add in registers at the same time, all together.</summary>
    public static double PeakTogether(int threads)
    {
        var (start, best) = (0L, 0.0);
        using var barrier = new Barrier(threads, sample =>
        {
            var now = Stopwatch.GetTimestamp();
            if (sample.CurrentPhaseNumber > 0)
                best = Math.Max(best, threads * LoopsTogether * MachinePeak.Operations / Stopwatch.GetElapsedTime(start, now).TotalNanoseconds);
            start = now;
        });
        var workers = Enumerable.Range(0, threads).Select(_ => new Thread(() =>
        {
            barrier.SignalAndWait();
            for (var sample = 0; sample < PeakSamples; sample++)
            {
                for (var loop = 0; loop < LoopsTogether; loop++) MachinePeak.Loop();
                barrier.SignalAndWait();
            }
        })).ToArray();
        foreach (var worker in workers) worker.Start();
        foreach (var worker in workers) worker.Join();
        return best;
    }

    /// <summary>Keeps this process, and threads it will start, on the last processors.</summary>
    public static void Pin(int processors)
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsWindows()) return;
        using var process = Process.GetCurrentProcess();
        var first = Math.Max(0, Environment.ProcessorCount - processors);
        process.ProcessorAffinity = (nint)((1L << Environment.ProcessorCount) - (1L << first));
    }

    private static string Processor()
    {
        const string Field = "model name";
        const string Facts = "/proc/cpuinfo";
        var line = File.Exists(Facts) ? File.ReadLines(Facts).FirstOrDefault(line => line.StartsWith(Field, StringComparison.Ordinal)) : null;
        return line?.Split(':', 2)[1].Trim() ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
