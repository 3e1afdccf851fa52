using System.Diagnostics;

namespace Keras.Benchmarks.Peers;

/// <summary>Times all engines in turn, block by block, in one process on one core: what disturbs the machine disturbs all of them.</summary>
internal static class SideBySide
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Block = TimeSpan.FromMilliseconds(10);

    /// <param name="rounds">Blocks per engine.</param>
    public static void Run(int rounds)
    {
        PinToOneCore();
        var weights = MlpWeights.Create();
        IContender[] contenders = [new KerasContender(weights), new OnnxRuntimeContender(weights), new TorchSharpContender(weights)];
        CheckAgreement(contenders);
        foreach (var batch in new[] { 1, 32 })
        {
            var data = new MlpData(batch);
            Compare($"mlp, prediction, batch {batch}", [.. contenders.Select(c => (c.Name, (Action?)c.Predict(data)))], rounds);
        }
        var trained = new MlpData(32);
        Compare("mlp, training step (RMSprop), batch 32", [.. contenders.Select(c => (c.Name, c.Train(trained)))], rounds);
        foreach (var contender in contenders) contender.Dispose();
    }

    private static void Compare(string title, (string Name, Action? Step)[] contenders, int rounds)
    {
        var running = contenders.Where(c => c.Step is not null).Select(c => (c.Name, Step: c.Step!)).ToArray();
        var repeats = running.Select(c => Calibrate(c.Step)).ToArray();
        var microseconds = running.Select(_ => new double[rounds]).ToArray();
        for (var round = 0; round < rounds; round++)
            for (var i = 0; i < running.Length; i++) microseconds[i][round] = Time(running[i].Step, repeats[i]);

        Console.WriteLine($"\n{title}\n  {"",-44}{"median",10}{"best",10}{"ratio",8}");
        for (var i = 0; i < running.Length; i++)
        {
            // The ratio of each round, then the median: slow phases of the machine cancel out.
            var ratio = Median([.. Enumerable.Range(0, rounds).Select(r => microseconds[0][r] / microseconds[i][r])]);
            Console.WriteLine(
                $"  {running[i].Name,-44}{Median(microseconds[i]),7:F2} us{microseconds[i].Min(),7:F2} us{(i == 0 ? "" : $"{ratio,8:F2}")}");
        }
    }

    /// <summary>Warms up, then finds how often a step runs in a block.</summary>
    private static int Calibrate(Action step)
    {
        var watch = Stopwatch.StartNew();
        var count = 0;
        while (watch.Elapsed < WarmUp || count < 10)
        {
            step();
            count++;
        }
        return Math.Max(1, (int)(count * (Block / watch.Elapsed)));
    }

    private static double Time(Action step, int repeats)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < repeats; i++) step();
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / repeats;
    }

    private static double Median(double[] values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>Engines that compute something else are not compared.</summary>
    private static void CheckAgreement(IContender[] contenders)
    {
        var data = new MlpData(3);
        var results = contenders.Select(c =>
        {
            c.Predict(data)();
            return c.Probabilities();
        }).ToArray();
        for (var i = 1; i < results.Length; i++)
        {
            var difference = results[0].Zip(results[i], (a, b) => Math.Abs(a - b)).Max();
            if (!(difference < 1e-5)) throw new InvalidOperationException($"{contenders[i].Name} differs from {contenders[0].Name} by {difference}.");
        }
    }

    private static void PinToOneCore()
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsWindows()) return;
        using var process = Process.GetCurrentProcess();
        process.ProcessorAffinity = 1 << (Environment.ProcessorCount - 1);
    }
}
