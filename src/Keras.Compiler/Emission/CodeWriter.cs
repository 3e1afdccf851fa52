using System.Text;

namespace Keras.Compiler.Emission;

/// <summary>Writes indented C# with <c>\n</c> line ends on every system.</summary>
/// <example><code>
/// writer.Line("/// comment");
/// using (writer.Block("public int Twice(int x)"))
///     writer.Line("return 2 * x;");
/// </code></example>
public sealed class CodeWriter
{
    private const string IndentUnit = "    ";

    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>An empty line; never two in a row, none at the start of a block.</summary>
    public void Line()
    {
        if (_text.Length == 0 || EndsWith("\n\n") || EndsWith("{\n")) return;
        _text.Append('\n');
    }

    /// <summary>One or more lines, each indented. Line ends within the text may be <c>\n</c> or <c>\r\n</c>; blank lines stay empty.</summary>
    public void Line(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            var content = line.TrimEnd();
            if (content.Length > 0 && content[0] == '#') _text.Append(content);
            else if (content.Length > 0) Indentation().Append(content);
            _text.Append('\n');
        }
    }

    /// <summary>One line per text.</summary>
    public void Lines(IEnumerable<string> lines)
    {
        foreach (var line in lines) Line(line);
    }

    /// <summary>A header line, an opening brace and, when disposed, the closing brace.</summary>
    /// <param name="header">What stands before the brace.</param>
    /// <param name="end">What follows the closing brace, such as <c>;</c>.</param>
    public Scope Block(string header, string end = "")
    {
        Line(header);
        Line("{");
        _depth++;
        return new(this, "}" + end);
    }

    /// <summary>A block below a header that has been written.</summary>
    public Scope Block()
    {
        Line("{");
        _depth++;
        return new(this, "}");
    }

    /// <summary>Lines one step further in, without braces: continued argument lists and expression bodies.</summary>
    public Scope Indent()
    {
        _depth++;
        return new(this, null);
    }

    /// <summary>A documentation comment: <paramref name="xml"/> between <c>summary</c> tags, already escaped.</summary>
    public void Summary(string xml) => Line("/// <summary>" + xml.Replace("\n", "\n/// ") + "</summary>");

    /// <summary>The text so far.</summary>
    public override string ToString() => _text.ToString();

    private StringBuilder Indentation()
    {
        for (var i = 0; i < _depth; i++) _text.Append(IndentUnit);
        return _text;
    }

    private bool EndsWith(string end)
    {
        if (_text.Length < end.Length) return false;
        for (var i = 0; i < end.Length; i++)
            if (_text[_text.Length - end.Length + i] != end[i]) return false;
        return true;
    }

    /// <summary>Ends a block or an indentation when disposed.</summary>
    public readonly struct Scope(CodeWriter writer, string? closing) : IDisposable
    {
        public void Dispose()
        {
            writer._depth--;
            if (closing is null) return;
            while (writer.EndsWith("\n\n")) writer._text.Length--;
            writer.Line(closing);
        }
    }
}
