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
            // Models that choose by their own times: one for each number of threads.
            using IEngine one = kind.Open(model, files.PathOf(kind), 1), several = kind.Open(model, files.PathOf(kind), threads);
            foreach (var batch in model.Batches)
                Print($"prediction, batch {batch}", engine => engine.Predict(new Samples(model, batch))[0].Run);
            if (model.TrainingBatch > 0)
                Print($"training step, batch {model.TrainingBatch}", engine => engine.Train(new Samples(model, model.TrainingBatch))[0].Run);

            void Print(string work, Func<IEngine, Action> ready) => ScalingReport.Print(model, work, ready(one), ready(several), threads, schedule);
        }
        return 0;
    }

    private static void Print(ModelFacts model, string work, Action onOne, Action onSeveral, int threads, Schedule schedule)
    {
        var timings = SideBySide.Run([[("", () => On(1, onOne))], [("", () => On(threads, onSeveral))]], schedule);
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
