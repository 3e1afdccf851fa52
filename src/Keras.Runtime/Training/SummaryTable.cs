using System.Globalization;
using System.Text;

namespace Keras.Training;

/// <summary>Keras's summary table, box by box.</summary>
internal static class SummaryTable
{
    private const int LinearWidth = 88;
    private const int ConnectedWidth = 108;
    private const int TrainableWidth = 12;
    private const int DefaultTerminal = 80;
    private const int Margin = 4;

    /// <summary>What the columns before the last leave to one that says what trains.</summary>
    private const double BeforeTrainable = 0.9;

    private static readonly double[] LinearPositions = [0.45, 0.80, 1.0];
    private static readonly double[] ConnectedPositions = [0.30, 0.56, 0.74, 1.0];

    /// <summary>One layer.</summary>
    /// <param name="Layer">Name and class.</param>
    /// <param name="Shape">Of the output.</param>
    /// <param name="Params">Number of the weights' elements.</param>
    /// <param name="Connections">What goes into it.</param>
    /// <param name="Trainable">Whether it trains: Y, N or a dash.</param>
    internal sealed record Row(string Layer, string Shape, long Params, string Connections, string Trainable);

    /// <summary>Which columns there are besides name, shape and parameters.</summary>
    /// <param name="HasConnections">What goes into the layers.</param>
    /// <param name="HasTrainable">Whether they train.</param>
    internal readonly record struct Columns(bool HasConnections, bool HasTrainable);

    private sealed record Column(string Header, Func<Row, string> Cell, Func<string, int, string> Align)
    {
        public int Width { get; init; }
    }

    public static string Write(string model, Row[] rows, Columns shown, long trainable, long frozen, long optimizer, int? lineLength)
    {
        var widest = (shown.HasConnections ? ConnectedWidth : LinearWidth) + (shown.HasTrainable ? TrainableWidth : 0);
        var columns = Layout(shown, lineLength ?? Math.Min(widest, TerminalWidth() - Margin));
        int[] widths = [.. columns.Select(column => column.Width)];
        var text = new StringBuilder();
        text.Append("Model: \"").Append(model).Append("\"\n");
        Rule(text, widths, '┏', '━', '┳', '┓');
        Cells(text, columns, column => column.Header, '┃');
        Rule(text, widths, '┡', '━', '╇', '┩');
        for (var i = 0; i < rows.Length; i++)
        {
            if (i > 0) Rule(text, widths, '├', '─', '┼', '┤');
            Cells(text, columns, column => column.Cell(rows[i]), '│');
        }
        Rule(text, widths, '└', '─', '┴', '┘');
        Total(text, "Total", trainable + frozen + optimizer);
        Total(text, "Trainable", trainable);
        Total(text, "Non-trainable", frozen);
        if (optimizer > 0) Total(text, "Optimizer", optimizer);
        return text.ToString();
    }

    private static Column[] Layout(Columns shown, int lineLength)
    {
        List<Column> columns =
        [
            new("Layer (type)", row => row.Layer, Left),
            new("Output Shape", row => row.Shape, Left),
            new("Param #", row => Number(row.Params), (text, width) => text.PadLeft(width)),
        ];
        if (shown.HasConnections) columns.Add(new("Connected to", row => row.Connections, Left));
        var positions = shown.HasConnections ? ConnectedPositions : LinearPositions;
        if (shown.HasTrainable)
        {
            columns.Add(new("Trainable", row => row.Trainable, (text, width) => text.PadLeft(text.Length + (width - text.Length) / 2).PadRight(width)));
            positions = [.. positions.Select(position => position * BeforeTrainable), 1.0];
        }
        return [.. columns.Zip(Widths(positions, lineLength), (column, width) => column with { Width = width })];

        static string Left(string text, int width) => text.PadRight(width);
    }

    /// <summary>Widths of the columns without their margins: Keras's positions, taken in evenly where the line is too short for them,
    /// as the library does that draws Keras's tables.</summary>
    private static int[] Widths(double[] positions, int lineLength)
    {
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

    private static void Cells(StringBuilder text, Column[] columns, Func<Column, string> cell, char wall)
    {
        var lines = columns.Select(column => Wrap(cell(column), column.Width)).ToArray();
        for (var line = 0; line < lines.Max(l => l.Count); line++)
        {
            for (var i = 0; i < columns.Length; i++)
                text.Append(wall).Append(' ').Append(columns[i].Align(line < lines[i].Count ? lines[i][line] : "", columns[i].Width)).Append(' ');
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
