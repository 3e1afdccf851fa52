using Keras.Benchmarks.Peers.Facts;
using Keras.Benchmarks.Peers.Measurement;
using Spectre.Console;

namespace Keras.Benchmarks.Peers.Reports;

/// <summary>Compares models, prints a table for each and, where asked to, writes the rows into a file.</summary>
internal static class ComparisonReport
{
    private static readonly string[] Columns =
        ["model", "", "batch", "Keras for C#", "ONNX Runtime", "ratio", "TorchSharp", "ratio", "GFLOP/s", "of peak"];

    /// <returns>The program's exit code: 1 where engines did not agree.</returns>
    public static int Print(IReadOnlyList<ModelFacts> models, int threads, Schedule schedule, FileInfo? write)
    {
        Machine.Pin(threads);
        Machine.MeasurePeak();
        var failures = 0;
        foreach (var model in models)
            try
            {
                var comparisons = Compare(model, threads, schedule);
                Show(comparisons);
                if (write is not null)
                    new MarkdownTable(write, threads == 1 ? "models" : $"models, {threads} threads").Merge(
                        Columns, [.. comparisons.Select(c => Row(c, threads))], EngineVersions.Text);
            }
            catch (DisagreementException exception)
            {
                AnsiConsole.WriteLine($"{model}: {exception.Message}");
                failures++;
            }
        AnsiConsole.WriteLine($"{Machine.Name}. One thread at most {Machine.Peak:F0} GFLOP/s. {EngineVersions.Text}");
        return failures == 0 ? 0 : 1;
    }

    private static List<Comparison> Compare(ModelFacts model, int threads, Schedule schedule)
    {
        using var files = new ModelFiles(model);
        using var run = new ModelRun(model, files, threads, schedule);
        var comparisons = new List<Comparison>();
        foreach (var comparison in run.Run())
        {
            comparisons.Add(comparison);
            Machine.MeasurePeak();
        }
        return comparisons;
    }

    private static void Show(List<Comparison> comparisons)
    {
        var table = new Table().Border(TableBorder.Rounded).Title(comparisons[0].Model.Name);
        foreach (var column in new[] { "", "engine", "median", "best", "ratio", "GFLOP/s", "form" }) table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var comparison in comparisons)
        {
            table.AddRow($"{WorkText(comparison)}, batch {comparison.Batch}", "", "", "", "", "", $"differ by {comparison.Difference:g2}");
            for (var engine = 0; engine < comparison.Timings.Length; engine++)
                if (comparison.Timings[engine] is { } timing)
                    table.AddRow("", Columns[EngineColumn(engine)], Figures.Time(timing.Median), Figures.Time(timing.Best), $"{timing.Ratio:F2}",
                        comparison.Work == Work.Prediction ? $"{comparison.Gigaflops(timing):F1}" : "", timing.Form);
        }
        AnsiConsole.Write(table);
    }

    private static int EngineColumn(int engine) => engine == 0 ? 3 : 2 + 2 * engine;

    private static string[] Row(Comparison comparison, int threads)
    {
        var ours = comparison.Timings[0]!;
        string[] speed = comparison.Work == Work.Prediction
            ? [$"{comparison.Gigaflops(ours):F0}", $"{100 * comparison.Gigaflops(ours) / (threads * Machine.Peak):F0} %"]
            : ["-", "-"];
        return
        [
            comparison.Model.Name, WorkText(comparison), $"{comparison.Batch}", Figures.Time(ours.Median),
            .. comparison.Timings.Skip(1).SelectMany(timing => timing is null ? ["-", "-"] : new[] { Figures.Time(timing.Median), $"{timing.Ratio:F2}" }),
            .. speed,
        ];
    }

    private static string WorkText(Comparison comparison) =>
        (comparison.Work == Work.Prediction ? "prediction" : "training step") + (comparison.Variant.Length == 0 ? "" : $", {comparison.Variant}");
}
