using System.Diagnostics;
using Spectre.Console;

namespace Samples.Shared;

/// <summary>What a sample came to beside what comes for nothing: the end of every sample's output, and its exit code.</summary>
/// <param name="Figure">What was measured, on data that the model did not train on.</param>
/// <param name="Measured">The model's value.</param>
/// <param name="Threshold">What the model must reach.</param>
/// <param name="Baselines">Values on the same data of methods that lack what the model has.</param>
/// <param name="LowerIsBetter">Whether the figure is an error.</param>
public sealed record Verdict(string Figure, double Measured, double Threshold, IReadOnlyList<Baseline> Baselines, bool LowerIsBetter = false)
{
    /// <summary>Whether the model reaches the threshold and no baseline does: a threshold that comes for nothing would show nothing.</summary>
    public bool Passed => Reaches(Measured) && !Baselines.Any(baseline => Reaches(baseline.Value));

    /// <summary>Prints the table and the last line.</summary>
    /// <returns>The program's exit code: 0 if the model passed.</returns>
    public int Report()
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("").AddColumn(new TableColumn(Markup.Escape(Figure)).RightAligned());
        foreach (var baseline in Baselines) table.AddRow(Markup.Escape(baseline.Name), $"{baseline.Value:0.0000}");
        table.AddRow("must be reached", $"{Threshold:0.0000}");
        table.AddRow("[bold]the model[/]", $"[{(Passed ? "green" : "red")}]{Measured:0.0000}[/]");
        AnsiConsole.Write(table);
        using var process = Process.GetCurrentProcess();
        AnsiConsole.WriteLine($"{(DateTime.Now - process.StartTime).TotalSeconds:0} s");
        AnsiConsole.WriteLine(LastLine());
        return Passed ? 0 : 1;
    }

    /// <summary>Such as <c>pair accuracy: 0.9812 (at least 0.97 expected): passed</c>.</summary>
    public string LastLine()
    {
        var outcome = Passed ? "passed" : Reaches(Measured) ? "failed, since a baseline reaches that" : "failed";
        return $"{Figure}: {Measured:0.0000} (at {(LowerIsBetter ? "most" : "least")} {Threshold} expected): {outcome}";
    }

    private bool Reaches(double value) => LowerIsBetter ? value <= Threshold : value >= Threshold;
}

/// <summary>What comes without the model, or without what the sample is about.</summary>
/// <param name="Name">How it was got.</param>
/// <param name="Value">Its value of the figure.</param>
public sealed record Baseline(string Name, double Value);
