using System.Globalization;
using System.Text;

namespace Keras.Training;

/// <summary>Keras's summary table, box by box.</summary>
internal static class SummaryTable
{
    private const int LinearWidth = 88;
    private const int ConnectedWidth = 108;
    private const int DefaultTerminal = 80;
    private const int Margin = 4;
    private static readonly string[] Headers = ["Layer (type)", "Output Shape", "Param #", "Connected to"];
    private static readonly double[] LinearPositions = [0.45, 0.80, 1.0];
    private static readonly double[] ConnectedPositions = [0.30, 0.56, 0.74, 1.0];

    /// <summary>One layer.</summary>
    internal sealed record Row(string Layer, string Shape, long Params, string Connections);

    public static string Write(string model, Row[] rows, bool isLinear, long trainable, long frozen, long optimizer, int? lineLength)
    {
        var widths = Widths(isLinear, lineLength ?? Math.Min(isLinear ? LinearWidth : ConnectedWidth, TerminalWidth() - Margin));
        var text = new StringBuilder();
        text.Append("Model: \"").Append(model).Append("\"\n");
        Rule(text, widths, '┏', '━', '┳', '┓');
        Cells(text, widths, Headers[..widths.Length], '┃');
        Rule(text, widths, '┡', '━', '╇', '┩');
        for (var i = 0; i < rows.Length; i++)
        {
            if (i > 0) Rule(text, widths, '├', '─', '┼', '┤');
            string[] cells = [rows[i].Layer, rows[i].Shape, Number(rows[i].Params), rows[i].Connections];
            Cells(text, widths, cells[..widths.Length], '│');
        }
        Rule(text, widths, '└', '─', '┴', '┘');
        Total(text, "Total", trainable + frozen + optimizer);
        Total(text, "Trainable", trainable);
        Total(text, "Non-trainable", frozen);
        if (optimizer > 0) Total(text, "Optimizer", optimizer);
        return text.ToString();
    }

    /// <summary>Widths of the columns without their margins: Keras's positions, taken in evenly where the line is too short for them,
    /// as the library does that draws Keras's tables.</summary>
    private static int[] Widths(bool isLinear, int lineLength)
    {
        var positions = isLinear ? LinearPositions : ConnectedPositions;
        var widths = new int[positions.Length];
        var previous = 0;
        for (var i = 0; i < widths.Length; i++)
        {
            var position = (int)(lineLength * positions[i]);
            widths[i] = position - previous + 2;
            previous = position;
        }
        var excess = widths.Sum() - (lineLength - widths.Length - 1);
        for (var i = 0; i < widths.Length && excess > 0; i++)
        {
            var share = (int)Math.Round((double)excess / (widths.Length - i), MidpointRounding.ToEven);
            widths[i] = Math.Max(widths[i] - share, 3);
            excess -= share;
        }
        return [.. widths.Select(width => width - 2)];
    }

    private static void Rule(StringBuilder text, int[] widths, char left, char line, char cross, char right)
    {
        text.Append(left);
        for (var i = 0; i < widths.Length; i++) text.Append(line, widths[i] + 2).Append(i < widths.Length - 1 ? cross : right);
        text.Append('\n');
    }

    private static void Cells(StringBuilder text, int[] widths, string[] cells, char wall)
    {
        var lines = cells.Select((cell, i) => Wrap(cell, widths[i])).ToArray();
        for (var line = 0; line < lines.Max(l => l.Count); line++)
        {
            for (var i = 0; i < widths.Length; i++)
            {
                var part = line < lines[i].Count ? lines[i][line] : "";
                text.Append(wall).Append(' ').Append(Headers[i] == "Param #" ? part.PadLeft(widths[i]) : part.PadRight(widths[i])).Append(' ');
            }
            text.Append(wall).Append('\n');
        }
    }

    /// <summary>Breaks at spaces; words that are too long are broken where they must.</summary>
    private static List<string> Wrap(string text, int width)
    {
        var lines = new List<string>();
        // An indentation stays with the first word.
        var words = text.TrimStart(' ');
        var line = "";
        foreach (var word in words.Split(' ').Select((word, i) => i == 0 ? text[..^words.Length] + word : word))
        {
            var rest = word;
            if (line.Length > 0 && line.Length + 1 + rest.Length <= width)
            {
                line += " " + rest;
                continue;
            }
            if (line.Length > 0) lines.Add(line);
            for (; rest.Length > width; rest = rest[width..]) lines.Add(rest[..width]);
            line = rest;
        }
        lines.Add(line);
        return lines;
    }

    private static void Total(StringBuilder text, string name, long count) =>
        text.Append(' ').Append(name).Append(" params: ").Append(Number(count)).Append(" (").Append(Memory(count * sizeof(float))).Append(")\n");

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Memory(double bytes)
    {
        string[] units = ["B", "KB", "MB", "GB", "TB", "PB"];
        var unit = 0;
        for (; bytes >= 1024 && unit < units.Length - 1; unit++) bytes /= 1024;
        return bytes.ToString("0.00", CultureInfo.InvariantCulture) + " " + units[unit];
    }

    private static int TerminalWidth()
    {
        if (Console.IsOutputRedirected) return DefaultTerminal;
        try
        {
            return Console.WindowWidth > 0 ? Console.WindowWidth : DefaultTerminal;
        }
        catch (IOException)
        {
            return DefaultTerminal;
        }
    }
}
