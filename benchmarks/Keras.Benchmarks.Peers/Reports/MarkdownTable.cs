using Keras.Benchmarks.Peers.Facts;
using Keras.Benchmarks.Peers.Measurement;

namespace Keras.Benchmarks.Peers.Reports;

/// <summary>A table of a Markdown file, between the comments <c>&lt;!-- NAME --&gt;</c> and <c>&lt;!-- end --&gt;</c>. Models are measured one by
/// one: new rows of a model take the place of its old ones. Rows of another machine are dropped, since the table says where it was made.</summary>
internal sealed class MarkdownTable(FileInfo file, string name)
{
    private const string End = "<!-- end -->";
    private static readonly string[] Order = [.. ModelCatalogue.All.Select(model => model.Name)];

    /// <param name="columns">Titles.</param>
    /// <param name="rows">Cells; the first is the model's name.</param>
    /// <param name="facts">A sentence on how this was measured.</param>
    /// <exception cref="InvalidOperationException">The file has no such table.</exception>
    public void Merge(string[] columns, IReadOnlyList<string[]> rows, string facts)
    {
        var text = File.ReadAllText(file.FullName);
        var begin = $"<!-- {name} -->\n";
        var from = text.IndexOf(begin, StringComparison.Ordinal);
        var to = from < 0 ? -1 : text.IndexOf(End, from, StringComparison.Ordinal);
        if (to < 0) throw new InvalidOperationException($"{file} has no place for the table: the lines '{begin.Trim()}' and '{End}' were expected.");
        from += begin.Length;

        var machine = $"{Machine.Name}; {Machine.Peak:F0} GFLOP/s at most on one thread.";
        var old = text[from..to];
        var kept = old.Contains(Machine.Name, StringComparison.Ordinal)
            ? Rows(old).Where(row => !rows.Any(added => added[0] == row[0]))
            : [];
        var all = kept.Concat(rows).OrderBy(row => Array.IndexOf(Order, row[0]));
        string[] lines = [$"{machine} {facts}", "", Line(columns), Line([.. columns.Select(_ => "---")]), .. all.Select(Line)];
        File.WriteAllText(file.FullName, $"{text[..from]}{string.Join('\n', lines)}\n{text[to..]}");
    }

    /// <summary>The rows below titles and rule.</summary>
    private static IEnumerable<string[]> Rows(string table) => table.Split('\n').Where(line => line.StartsWith('|')).Skip(2)
        .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries));

    private static string Line(string[] cells) => $"| {string.Join(" | ", cells)} |";
}
