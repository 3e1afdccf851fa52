using System.Diagnostics;
using Keras.Benchmarks.Peers.Engines;
using Keras.Benchmarks.Peers.Facts;
using Keras.Benchmarks.Peers.Measurement;
using Keras.Benchmarks.Peers.Reports;
using Spectre.Console;

namespace Keras.Benchmarks.Peers.Startup;

/// <summary>From the start of a process to its first result, and its peak memory, by engine.</summary>
internal static class StartupReport
{
    /// <summary>A process is started so often, unless that takes long.</summary>
    private const int Runs = 7;

    private const double LongMilliseconds = 1000;

    private static readonly string[] Columns = ["model", "", "batch", "empty program", "Keras for C#", "ONNX Runtime", "TorchSharp"];

    public static int Print(IEnumerable<ModelFacts> models, FileInfo? write)
    {
        Machine.Pin(processors: 1);
        Machine.MeasurePeak();
        var table = new Table().Border(TableBorder.Rounded).Title("first result: elapsed, processor time, peak memory");
        foreach (var column in Columns) table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var model in models)
        {
            using var files = new ModelFiles(model);
            List<string[]> rows = [Row(model, files, trains: false, model.Batches[0])];
            if (model.TrainingBatch > 0) rows.Add(Row(model, files, trains: true, model.TrainingBatch));
            foreach (var row in rows) table.AddRow(row);
            if (write is not null) new MarkdownTable(write, "processes").Merge(Columns, rows, EngineVersions.Text);
        }
        AnsiConsole.Write(table);
        return 0;
    }

    private static string[] Row(ModelFacts model, ModelFiles files, bool trains, int batch)
    {
        IEngineKind?[] kinds = [null, .. EngineCatalogue.All];
        return
        [
            model.Name, trains ? "training step" : "prediction", $"{batch}",
            .. kinds.Select(kind => trains && kind is OnnxEngineKind ? "-" : Measure(() =>
                StartupChild.Arguments(kind, model, kind is null ? "" : files.PathOf(kind), trains, batch))),
        ];
    }

    /// <summary>Medians of several processes.</summary>
    private static string Measure(Func<string[]> arguments)
    {
        var runs = new List<double[]>();
        do runs.Add(Start(arguments()));
        while (runs.Count < Runs && runs[^1][0] < LongMilliseconds);
        double[] median = [.. Enumerable.Range(0, 3).Select(figure => runs.Select(run => run[figure]).Order().ElementAt(runs.Count / 2))];
        return $"{Figures.Time(1000 * median[0])}, {Figures.Time(1000 * median[1])}, {median[2]:F0} MB";
    }

    private static double[] Start(string[] arguments)
    {
        var start = TunedAllocator.SelfStart(arguments, tuned: false);
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"The process '{string.Join(' ', arguments)}' ended with {process.ExitCode}.");
        return [.. output.Split(' ').Select(double.Parse)];
    }
}
