using System.Globalization;

namespace Keras.Compiler.Emission;

/// <summary>C# source text of values: literals, identifiers, escaped documentation.</summary>
public static class CSharpText
{
    /// <summary>A string literal.</summary>
    public static string Literal(string? value)
    {
        if (value is null) return "null";
        var text = new System.Text.StringBuilder("\"");
        foreach (var c in value)
            text.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                < ' ' or '\u2028' or '\u2029' or '\u0085' => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture),
                _ => c.ToString(),
            });
        return text.Append('"').ToString();
    }

    /// <summary>A float literal that reads back to the same bits.</summary>
    public static string Literal(float value) => value switch
    {
        float.PositiveInfinity => "float.PositiveInfinity",
        float.NegativeInfinity => "float.NegativeInfinity",
        _ when float.IsNaN(value) => "float.NaN",
        // The framework that hosts the compiler may round "R"; nine digits never lose a bit.
        _ => Shortest(value) + "f",
    };

    /// <summary>An int literal; the unknown axis by its name.</summary>
    public static string Literal(int value) =>
        value == Axis.None ? "global::Keras.Axis.None" : value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A bool literal.</summary>
    public static string Literal(bool value) => value ? "true" : "false";

    /// <summary><c>[1, 2, 3]</c>.</summary>
    public static string List(IEnumerable<int> values) => "[" + string.Join(", ", values.Select(Literal)) + "]";

    /// <summary><c>["a", "b"]</c>.</summary>
    public static string List(IEnumerable<string> values) => "[" + string.Join(", ", values.Select(Literal)) + "]";

    /// <summary>An identifier, with <c>@</c> where it is a keyword.</summary>
    public static string Identifier(string name) =>
        Microsoft.CodeAnalysis.CSharp.SyntaxFacts.GetKeywordKind(name) == Microsoft.CodeAnalysis.CSharp.SyntaxKind.None ? name : "@" + name;

    /// <summary>Text for a documentation comment.</summary>
    public static string Xml(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    private static string Shortest(float value)
    {
        var text = value.ToString("G7", CultureInfo.InvariantCulture);
        return Same(text, value) ? text : value.ToString("G9", CultureInfo.InvariantCulture);
    }

    private static bool Same(string text, float value) =>
        float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) && parsed.Equals(value) && parsed != 0f;
}
