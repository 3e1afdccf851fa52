using System.Diagnostics;
using Keras.Benchmarks.Peers.Engines;
using Keras.Benchmarks.Peers.Facts;

namespace Keras.Benchmarks.Peers.Startup;

/// <summary>A process in which one engine opens one model and runs it once, to see what that takes.</summary>
internal static class StartupChild
{
    /// <summary>What the command line of such a process begins with.</summary>
    public const string Switch = "--child";

    private const double Megabyte = 1 << 20;

    /// <summary>The command line.</summary>
    /// <param name="kind">Null for a process that does nothing.</param>
    /// <param name="batch">Samples.</param>
    public static string[] Arguments(IEngineKind? kind, ModelFacts model, string path, bool trains, int batch) =>
    [
        Switch, Stopwatch.GetTimestamp().ToString(), kind?.GetType().FullName ?? "", model.GetType().FullName!, path,
        trains ? "train" : "predict", batch.ToString(),
    ];

    /// <summary>Prints milliseconds since the start was asked for, milliseconds of processor time, and peak memory in megabytes.</summary>
    public static int Run(string[] arguments)
    {
        if (arguments is not [var start, var kind, var model, var path, var work, var batch]) return 1;
        if (kind.Length > 0) RunOnce(Make<IEngineKind>(kind), Make<ModelFacts>(model), path, work == "train", int.Parse(batch));
        var elapsed = Stopwatch.GetElapsedTime(long.Parse(start)).TotalMilliseconds;
        var processor = Environment.CpuUsage.TotalTime.TotalMilliseconds;
        using var process = Process.GetCurrentProcess();
        Console.WriteLine($"{elapsed} {processor} {process.PeakWorkingSet64 / Megabyte}");
        return 0;
    }

    private static void RunOnce(IEngineKind kind, ModelFacts model, string path, bool trains, int batch)
    {
        var engine = kind.Open(model, path, threads: 1);
        var samples = new Samples(model, batch);
        if (trains) engine.Train(samples)[0].Run();
        else engine.Predict(samples)[0].Run();
    }

    private static T Make<T>(string type) => (T)Activator.CreateInstance(typeof(StartupChild).Assembly.GetType(type, throwOnError: true)!)!;
}
