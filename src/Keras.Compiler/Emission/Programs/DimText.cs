using System.Globalization;

namespace Keras.Compiler.Emission.Programs;

/// <summary>Lengths and sizes as C# expressions.</summary>
internal static class DimText
{
    /// <summary>Such as <c>64 * batch + 3</c>.</summary>
    /// <param name="symbol">The C# name of a symbol.</param>
    public static string Write(Dim dim, Func<string, string> symbol)
    {
        var text = string.Join(" + ", dim.Terms.Reverse().Select(t => Term(t.Coefficient, t.Symbols)));
        return text.Length == 0 ? "0" : text.Replace("+ -", "- ");

        string Term(long coefficient, string[] symbols)
        {
            var factors = symbols.Select(symbol);
            var isOne = coefficient == 1 && symbols.Length > 0;
            return string.Join(" * ", isOne ? factors : factors.Prepend(coefficient.ToString(CultureInfo.InvariantCulture)));
        }
    }
}
