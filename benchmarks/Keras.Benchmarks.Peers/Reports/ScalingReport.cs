using Keras.Benchmarks.Peers.Engines;
using Keras.Benchmarks.Peers.Facts;
using Keras.Benchmarks.Peers.Measurement;

namespace Keras.Benchmarks.Peers.Reports;

/// <summary>What threads gain: this project without its peers, whose threads would take processors, on one thread and on several in turn.</summary>
internal static class ScalingReport
{
    public static int Print(IEnumerable<ModelFacts> models, int threads, Schedule schedule)
    {
        Machine.Pin(threads);
        PrintPeak(threads);
        Console.WriteLine($"{"model",-20} {"work",-24} {"one thread",12} {$"{threads} threads",12} {"speedup",8}");
        foreach (var model in models)
        {
            using var files = new ModelFiles(model);
            IEngineKind kind = new KerasEngineKind();
            using var engine = kind.Open(model, files.PathOf(kind), threads);
            foreach (var batch in model.Batches)
                Print(model, $"prediction, batch {batch}", engine.Predict(new Samples(model, batch))[0].Run, threads, schedule);
            if (model.TrainingBatch > 0)
                foreach (var way in engine.Train(new Samples(model, model.TrainingBatch)))
                    Print(model, $"training step, batch {model.TrainingBatch}", way.Run, threads, schedule);
        }
        return 0;
    }

    private static void Print(ModelFacts model, string work, Action run, int threads, Schedule schedule)
    {
        var timings = SideBySide.Run([[("", () => On(1, run))], [("", () => On(threads, run))]], schedule);
        Console.WriteLine($"{model.Name,-20} {work,-24} {Figures.Time(timings[0]!.Median),12} {Figures.Time(timings[1]!.Median),12} {timings[1]!.Ratio,8:F2}");
    }

    private static void On(int threads, Action run)
    {
        KerasOptions.Threads = threads;
        run();
    }

    /// <summary>The most that can be gained: processors may share what multiplies, or slow each other down.</summary>
    private static void PrintPeak(int threads)
    {
        Machine.MeasurePeak();
        var one = Machine.Peak;
        var all = Machine.PeakTogether(threads);
        Console.WriteLine($"{Machine.Name}. Peak {one:F0} GFLOP/s on one thread, {all:F0} on {threads} together.");
    }
}
