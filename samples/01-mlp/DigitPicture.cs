using Spectre.Console;
using Spectre.Console.Rendering;

namespace Samples.Digits;

/// <summary>An image in the terminal, and beside it what the model makes of it.</summary>
internal static class DigitPicture
{
    private const int Side = 28;

    public static IRenderable Draw(ReadOnlySpan<float> pixels, int label, ReadOnlySpan<float> probabilities)
    {
        var chart = new BarChart().Width(36).WithMaxValue(1).UseValueFormatter(value => value.ToString("0.00"));
        var taken = ConfusionMatrix.MostLikely(probabilities);
        for (var digit = 0; digit < 10; digit++)
            chart.AddItem(digit.ToString(), Math.Round(probabilities[digit], 4), digit == label ? Color.Green : digit == taken ? Color.Red : Color.Grey);
        var header = taken == label ? $"[green]{label}[/]" : $"[red]{label}, taken for {taken}[/]";
        return new Panel(new Columns(TerminalPicture.Grey(pixels, Side, Side), chart)).Header(header);
    }
}
