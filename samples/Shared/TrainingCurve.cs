using Keras;
using ScottPlot;
using Spectre.Console;

namespace Samples.Shared;

/// <summary>Figures over the epochs as a picture.</summary>
public static class TrainingCurve
{
    private const string File = "training-curve.png";

    /// <summary>Writes <c>training-curve.png</c> to the current folder and says so.</summary>
    /// <param name="history">What <c>Fit</c> returned.</param>
    /// <param name="figures">What is drawn, each in a plot of its own with its validation beside it.</param>
    public static void Save(History history, params IReadOnlyList<string> figures)
    {
        var picture = new Multiplot();
        picture.AddPlots(figures.Count);
        for (var i = 0; i < figures.Count; i++) Draw(picture.GetPlot(i), history, figures[i]);
        var path = Path.GetFullPath(File);
        picture.SavePng(path, 800, 350 * figures.Count);
        AnsiConsole.WriteLine($"training curve: {path}");
    }

    private static void Draw(Plot plot, History history, string figure)
    {
        foreach (var (key, name) in new[] { (figure, "training"), ($"val_{figure}", "validation") })
        {
            if (!history.TryGetValue(key, out var values)) continue;
            var line = plot.Add.Scatter(values.Select((_, epoch) => epoch + 1.0).ToArray(), values.Select(v => (double)v).ToArray());
            line.LegendText = name;
            line.LineWidth = 2;
        }
        plot.Title(figure);
        plot.XLabel("epoch");
        // Beside the plot, where it covers no line; whole epochs alone are marked.
        plot.ShowLegend(Edge.Right);
        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic { IntegerTicksOnly = true };
    }
}
