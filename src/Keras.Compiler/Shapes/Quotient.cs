namespace Keras.Compiler.Shapes;

/// <summary>⌊max(dividend, 0)/divisor⌋, as it stands in polynomials: a symbol that is computed from others. With the divisor 1 it is a
/// length that is not below zero.</summary>
/// <param name="Dividend">A polynomial.</param>
/// <param name="Divisor">At least 1.</param>
/// <param name="Most">What the quotient is at most, or null.</param>
/// <param name="Count">For a length that a program counts while it runs: the number of that count. The quotient is what it is at most, for
/// which there is memory.</param>
public sealed record Quotient(Dim Dividend, long Divisor, long? Most = null, int? Count = null)
{
    /// <summary>The symbol. Quotients are equal where their names are.</summary>
    public string Name =>
        $"⌊({Dividend.ToString().Replace('*', '·')})/{Divisor}⌋{(Most is { } most ? $"≤{most}" : "")}{(Count is { } count ? $"#{count}" : "")}";

    /// <summary>Whether the dividend is below zero for some lengths, as far as is known.</summary>
    public bool MayBeNegative => Dividend.Terms.Any(term => term.Coefficient < 0);

    /// <summary>The value where each symbol has this length.</summary>
    public long Evaluate(Func<string, long> length) => Math.Min(Math.Max(Dividend.Evaluate(length), 0) / Divisor, Most ?? long.MaxValue);
}
