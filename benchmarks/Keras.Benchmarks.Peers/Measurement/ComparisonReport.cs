using Keras.Benchmarks.Peers.Engines;
using Keras.Benchmarks.Peers.Facts;
using Spectre.Console;

namespace Keras.Benchmarks.Peers.Measurement;

/// <summary>Compares models and prints a row for each piece of work.</summary>
internal static class ComparisonReport
{
    public static int Print(IEnumerable<ModelFacts> models, int threads, Schedule schedule)
    {
        Machine.Pin(threads);
        foreach (var model in models)
        {
            using var files = new ModelFiles(model);
            using var run = new ModelRun(model, files, threads, schedule);
            foreach (var c in run.Run())
            {
                Machine.MeasurePeak();
                Console.WriteLine($"{model.Name} {c.Work} b{c.Batch} diff {c.Difference:g2} {string.Join(" | ", c.Timings.Select(t => t is null ? "-" : $"{t.Median:F1} us (best {t.Best:F1}) ratio {t.Ratio:F2} {t.Form}"))} {(c.Work == Work.Prediction ? $"{c.Gigaflops:F1} GF/s of {Machine.Peak:F1}" : "")}");
            }
        }
        return 0;
    }
}
