using System.Diagnostics;

namespace Keras.Benchmarks.Peers.Measurement;

/// <summary>Times engines in turn, block by block, in one process: what disturbs the machine disturbs all of them.</summary>
internal static class SideBySide
{
    /// <param name="engines">Per engine the ways to do the work; none where it does not. This project's come first.</param>
    public static Timing?[] Run(IReadOnlyList<IReadOnlyList<(string Form, Action Run)>> engines, Schedule schedule)
    {
        var running = engines.Select(ways => ways.Count == 0 ? null : Fastest(ways, schedule)).ToArray();
        var round = running.OfType<Runner>().Aggregate(TimeSpan.Zero, (sum, runner) => sum + schedule.Rest + runner.Block);
        var times = running.Select(_ => new double[schedule.RoundsFor(round)]).ToArray();
        for (var i = 0; i < times[0].Length; i++)
            for (var engine = 0; engine < running.Length; engine++)
                if (running[engine] is { } runner)
                {
                    Rest(runner, schedule.Rest);
                    times[engine][i] = Time(runner.Run, runner.Repeats);
                }
        return [.. running.Select((runner, engine) => runner is null ? null : new Timing(
            runner.Form, Median(times[engine]), times[engine].Min(), Median([.. times[0].Zip(times[engine], (ours, its) => ours / its)])))];
    }

    /// <summary>Waits until the threads of the engine before sleep. An engine with short calls then begins with its own threads awake.</summary>
    private static void Rest(Runner runner, TimeSpan time)
    {
        if (time == TimeSpan.Zero) return;
        Thread.Sleep(time);
        if (runner.Repeats > 1) runner.Run();
    }

    /// <summary>Warms up all ways of an engine and keeps the fastest.</summary>
    private static Runner Fastest(IReadOnlyList<(string Form, Action Run)> ways, Schedule schedule) =>
        ways.Select(way => WarmUp(way.Form, way.Run, schedule)).MinBy(runner => runner.Microseconds)!;

    private static Runner WarmUp(string form, Action run, Schedule schedule)
    {
        Thread.Sleep(schedule.Rest);
        run();
        var (count, best) = (1, double.MaxValue);
        for (var watch = Stopwatch.StartNew(); count < Schedule.WarmUpCalls || watch.Elapsed < schedule.WarmUp; count++) best = Math.Min(best, Time(run, 1));
        return new(form, run, best, Math.Max(1, (int)(Schedule.Block.TotalMicroseconds / best)));
    }

    /// <summary>Microseconds of a call.</summary>
    private static double Time(Action run, int repeats)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < repeats; i++) run();
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / repeats;
    }

    private static double Median(double[] values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private sealed record Runner(string Form, Action Run, double Microseconds, int Repeats)
    {
        public TimeSpan Block => TimeSpan.FromMicroseconds(Microseconds * Repeats);
    }
}
