using System.Diagnostics;
using Keras;
using Spectre.Console;

namespace Samples.Shared;

/// <summary>One prediction and one training step at the guide's full size, with time and memory. Training such a model to the end takes
/// hours and data that a sample does not have, so that this is all that <c>--full</c> does.</summary>
public static class FullSize
{
    private const double Megabyte = 1 << 20;

    /// <summary>What takes longer is not done again, in seconds.</summary>
    private const double Long = 10;

    /// <param name="model">The model, not yet compiled: training needs memory that prediction does not.</param>
    /// <param name="what">Its shapes and the number of samples per call.</param>
    /// <param name="predict">One prediction.</param>
    /// <param name="compile">Chooses how the model is trained.</param>
    /// <param name="train">One training step.</param>
    /// <returns>The program's exit code: 0, since an exception is thrown where something fails.</returns>
    public static int Report(Model model, string what, Action predict, Action compile, Func<Evaluation> train)
    {
        AnsiConsole.WriteLine($"{what}. One prediction and one training step: training to the end is out of a sample's reach.");
        model.Summary();
        var table = new Table().Border(TableBorder.Rounded).AddColumn("");
        foreach (var column in new[] { "first, s", "again, s", "peak memory, MB" }) table.AddColumn(new TableColumn(column).RightAligned());
        Measure(table, "prediction", predict);
        compile();
        var loss = 0f;
        Measure(table, "training step", () => loss = train().Loss);
        AnsiConsole.Write(table);
        if (!float.IsFinite(loss)) throw new InvalidOperationException($"The loss of the last training step is {loss}; a finite number was expected.");
        AnsiConsole.WriteLine($"loss of the last step: {loss:0.0000}");
        return 0;
    }

    private static void Measure(Table table, string name, Action action)
    {
        var first = Time(action);
        var again = first < Long ? $"{Time(action):0.00}" : "";
        using var process = Process.GetCurrentProcess();
        table.AddRow(name, $"{first:0.00}", again, $"{process.PeakWorkingSet64 / Megabyte:0}");
    }

    private static double Time(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
