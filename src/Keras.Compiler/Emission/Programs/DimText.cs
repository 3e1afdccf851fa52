using System.Globalization;

namespace Keras.Compiler.Emission.Programs;

/// <summary>Lengths and sizes as C# expressions.</summary>
internal static class DimText
{
    /// <summary>Such as <c>64 * batch + 3</c>.</summary>
    /// <param name="symbol">The C# name of a length that the call tells.</param>
    /// <param name="quotient">The C# name of a length that is computed from others; left out, its computation in brackets.</param>
    public static string Write(Dim dim, Func<string, string> symbol, Func<Quotient, string>? quotient = null)
    {
        var text = string.Join(" + ", dim.Terms.Reverse().Select(t => Term(t.Coefficient, t.Symbols)));
        return text.Length == 0 ? "0" : text.Replace("+ -", "- ");

        string Term(long coefficient, string[] symbols)
        {
            var factors = symbols.Select(name => dim.DefinitionOf(name) is not { } definition ? symbol(name)
                : quotient?.Invoke(definition) ?? $"({Compute(definition, symbol)})");
            var isOne = coefficient == 1 && symbols.Length > 0;
            return string.Join(" * ", isOne ? factors : factors.Prepend(coefficient.ToString(CultureInfo.InvariantCulture)));
        }
    }

    /// <summary>How a quotient is computed, such as <c>(time + 1) / 2</c>.</summary>
    public static string Compute(Quotient quotient, Func<string, string> symbol, Func<Quotient, string>? name = null)
    {
        var dividend = Write(quotient.Dividend, symbol, name);
        dividend = quotient.MayBeNegative ? $"global::System.Math.Max({dividend}, 0)" : quotient.Divisor == 1 ? dividend : $"({dividend})";
        var text = quotient.Divisor == 1 ? dividend : $"{dividend} / {quotient.Divisor.ToString(CultureInfo.InvariantCulture)}";
        return quotient.Most is { } most ? $"global::System.Math.Min({text}, {most.ToString(CultureInfo.InvariantCulture)})" : text;
    }
}
