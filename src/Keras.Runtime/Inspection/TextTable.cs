using System.Text;

namespace Keras;

/// <summary>A table in plain text: the first columns to the left, those of numbers to the right.</summary>
/// <param name="headers">Of the columns; the first two hold text.</param>
internal sealed class TextTable(params string[] headers)
{
    private const int TextColumns = 2;
    private readonly List<string[]> _rows = [headers];

    public void Add(params string[] cells) => _rows.Add(cells);

    public override string ToString()
    {
        var widths = headers.Select((_, column) => _rows.Max(row => row[column].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var row in _rows)
        {
            var line = string.Join("  ", row.Select((cell, column) => column < TextColumns ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column])));
            text.Append(line.TrimEnd()).Append('\n');
            if (row == headers) text.Append('─', widths.Sum() + 2 * (widths.Length - 1)).Append('\n');
        }
        return text.ToString();
    }
}
