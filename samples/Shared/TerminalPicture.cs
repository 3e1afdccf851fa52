using Spectre.Console;
using Spectre.Console.Rendering;

namespace Samples.Shared;

/// <summary>Images in the terminal, as characters of more or less ink, so that they are seen in a log file as well.</summary>
public static class TerminalPicture
{
    private const string Shades = " .:-=+*#%@";

    /// <summary>A grey image, two pixels above each other per character.</summary>
    /// <param name="pixels">Rows of pixels from 0 (background) to 1.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    public static IRenderable Grey(ReadOnlySpan<float> pixels, int height, int width)
    {
        var lines = new List<string>();
        for (var row = 0; row < height; row += 2)
        {
            var line = new char[width];
            var below = Math.Min(row + 1, height - 1);
            for (var column = 0; column < width; column++) line[column] = Shade((pixels[row * width + column] + pixels[below * width + column]) / 2);
            lines.Add(new(line));
        }
        return new Text(string.Join('\n', lines));
    }

    /// <summary>An image in colour, two characters per pixel.</summary>
    /// <param name="pixels">Rows of pixels of red, green and blue from 0 to 1.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    public static IRenderable Color(ReadOnlySpan<float> pixels, int height, int width)
    {
        var text = new System.Text.StringBuilder();
        for (var row = 0; row < height; row++)
        {
            if (row > 0) text.Append('\n');
            for (var column = 0; column < width; column++)
            {
                var pixel = pixels.Slice((row * width + column) * 3, 3);
                var shade = Shade(Math.Max(pixel[0], Math.Max(pixel[1], pixel[2])));
                text.Append($"[rgb({Byte(pixel[0])},{Byte(pixel[1])},{Byte(pixel[2])})]{shade}{shade}[/]");
            }
        }
        return new Markup(text.ToString());
    }

    private static char Shade(float brightness) => Shades[Math.Clamp((int)(brightness * Shades.Length), 0, Shades.Length - 1)];

    private static int Byte(float value) => Math.Clamp((int)(value * 255), 0, 255);
}
