using Spectre.Console;

namespace Keras.Training.Progress;

/// <summary>How progress is shown, and Keras's ways of writing numbers.</summary>
internal static class ProgressDisplay
{
    private const int BarWidth = 20;
    private const char BarCharacter = '━';

    /// <summary>What <c>verbose</c> means here: a bar on a terminal, else a line per epoch.</summary>
    public static int Resolve(int? verbose) => verbose ?? (IsInteractive ? 1 : 2);

    /// <summary>Whether a line can be written over.</summary>
    public static bool IsInteractive => !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Interactive;

    /// <summary>Such as <c>━━━━━━━━━━━━━━━━━━━━</c> with its done part green.</summary>
    public static string Bar(int done, int? total, bool colors)
    {
        if (total is not { } steps) return "";
        var filled = steps == 0 ? BarWidth : (int)((long)BarWidth * Math.Min(done, steps) / steps);
        var bar = new string(BarCharacter, filled);
        var rest = new string(BarCharacter, BarWidth - filled);
        return colors ? $"[green]{bar}[/][grey37]{rest}[/]" : bar + rest;
    }

    /// <summary>Such as <c>12ms/step</c>.</summary>
    public static string PerStep(TimeSpan elapsed, int steps)
    {
        var seconds = steps == 0 ? 0.0 : elapsed.TotalSeconds / steps;
        return seconds >= 1 || seconds == 0 ? $"{seconds:0}s/step" : seconds >= 1e-3 ? $"{seconds * 1e3:0}ms/step" : $"{seconds * 1e6:0}us/step";
    }

    /// <summary>Such as <c>42s</c>, <c>3:05</c>, <c>1:00:42</c>.</summary>
    public static string Duration(TimeSpan time)
    {
        var seconds = (long)time.TotalSeconds;
        return seconds > 3600 ? $"{seconds / 3600}:{seconds % 3600 / 60:00}:{seconds % 60:00}"
            : seconds > 60 ? $"{seconds / 60}:{seconds % 60:00}"
            : $"{seconds}s";
    }

    /// <summary>Such as <c> - accuracy: 0.5000 - loss: 0.6931</c>.</summary>
    public static string Figures(Logs logs) => string.Concat(logs.Select(entry => $" - {entry.Key}: {Number(entry.Value)}"));

    /// <summary>As much of a text as fits so many characters.</summary>
    public static string Shortened(string text, int room) => text.Length <= room ? text : room < 1 ? "" : text[..(room - 1)] + "…";

    /// <summary>Four decimals, or for small values four significant digits.</summary>
    public static string Number(float value) =>
        Math.Abs(value) > 1e-3 || value == 0f || !float.IsFinite(value)
            ? value.ToString("0.0000", System.Globalization.CultureInfo.InvariantCulture)
            : value.ToString("0.0000e+00", System.Globalization.CultureInfo.InvariantCulture);
}
