using Keras;
using ScottPlot;

namespace Samples.Digits;

/// <summary>Loss and accuracy over the epochs as a picture.</summary>
internal static class TrainingCurve
{
    public static void Save(History history, string file)
    {
        var picture = new Multiplot();
        picture.AddPlots(2);
        Draw(picture.GetPlot(0), history, "loss");
        Draw(picture.GetPlot(1), history, "accuracy");
        picture.SavePng(file, 800, 700);
    }

    private static void Draw(Plot plot, History history, string metric)
    {
        foreach (var (key, name) in new[] { (metric, "training"), ($"val_{metric}", "validation") })
        {
            if (!history.TryGetValue(key, out var values)) continue;
            var line = plot.Add.Scatter(values.Select((_, epoch) => epoch + 1.0).ToArray(), values.Select(v => (double)v).ToArray());
            line.LegendText = name;
            line.LineWidth = 2;
        }
        plot.Title(metric);
        plot.XLabel("epoch");
        plot.ShowLegend();
    }
}
