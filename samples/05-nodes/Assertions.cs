using Spectre.Console;

namespace Samples.Nodes;

/// <summary>What the guide asserts, held against instances: prints each statement with its outcome.</summary>
internal sealed class Assertions
{
    private readonly Table _table = new Table().Border(TableBorder.Rounded).AddColumn("assertion").AddColumn("holds");
    private int _failed;

    /// <summary>A statement.</summary>
    public void Holds(string statement, bool holds)
    {
        if (!holds) _failed++;
        _table.AddRow(Markup.Escape(statement), holds ? "[green]yes[/]" : "[red]no[/]");
    }

    /// <summary>An access that must be refused, in these words.</summary>
    public void Refused<TException>(string access, string words, Func<object> run) where TException : Exception
    {
        string found;
        try
        {
            found = $"gives {run()}";
        }
        catch (TException refusal)
        {
            found = refusal.Message;
        }
        Holds($"{access}\n  {found}", found.Contains(words, StringComparison.Ordinal));
    }

    /// <summary>Prints the statements.</summary>
    /// <returns>The exit code: 0 if all hold.</returns>
    public int Report()
    {
        AnsiConsole.Write(_table);
        AnsiConsole.WriteLine(_failed == 0 ? "all assertions hold" : $"{_failed} assertions do not hold");
        return _failed == 0 ? 0 : 1;
    }
}
