using Spectre.Console;
using Spectre.Console.Rendering;

namespace Samples.Digits;

/// <summary>An image in the terminal, two pixels above each other per character, and beside it what the model makes of it.</summary>
internal static class DigitPicture
{
    private const int Side = 28;
    private const string Shades = " .:-=+*#%@";

    public static IRenderable Draw(ReadOnlySpan<float> pixels, int label, ReadOnlySpan<float> probabilities)
    {
        var lines = new List<string>();
        for (var row = 0; row < Side; row += 2)
        {
            var line = new char[Side];
            for (var column = 0; column < Side; column++)
            {
                var brightness = (pixels[row * Side + column] + pixels[(row + 1) * Side + column]) / 2;
                line[column] = Shades[Math.Clamp((int)(brightness * Shades.Length), 0, Shades.Length - 1)];
            }
            lines.Add(new(line));
        }
        var chart = new BarChart().Width(36).WithMaxValue(1).UseValueFormatter(value => value.ToString("0.00"));
        var taken = ConfusionMatrix.MostLikely(probabilities);
        for (var digit = 0; digit < 10; digit++)
            chart.AddItem(digit.ToString(), Math.Round(probabilities[digit], 4), digit == label ? Color.Green : digit == taken ? Color.Red : Color.Grey);
        var header = taken == label ? $"[green]{label}[/]" : $"[red]{label}, taken for {taken}[/]";
        return new Panel(new Columns(new Text(string.Join('\n', lines)), chart)).Header(header);
    }
}
