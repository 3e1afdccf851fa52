using System.Collections.Immutable;

namespace Keras.Compiler.Shapes;

/// <summary>The length of an axis or a size in elements: a polynomial with integer coefficients over symbols (the batch and the
/// unknown axes). Equal polynomials are equal values. What is no polynomial, such as the number of windows that move by 2, stands in
/// them as a symbol of its own, which knows how it is computed.</summary>
public sealed class Dim : IEquatable<Dim>
{
    /// <summary>First, since the other static members need it.</summary>
    private static ImmutableSortedDictionary<string, long> Empty { get; } =
        ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal);

    /// <summary>Monomial (sorted symbol names joined by '*', empty for the constant) to coefficient; no zero coefficients.</summary>
    private readonly ImmutableSortedDictionary<string, long> _terms;

    /// <summary>The definitions of symbols that are computed from others.</summary>
    private readonly ImmutableDictionary<string, Quotient> _quotients;

    private Dim(ImmutableSortedDictionary<string, long> terms, ImmutableDictionary<string, Quotient>? quotients = null)
    {
        _terms = terms;
        _quotients = quotients ?? ImmutableDictionary<string, Quotient>.Empty;
    }

    /// <summary>The batch axis.</summary>
    public static Dim Batch { get; } = Symbol("batch");

    public static Dim Known(long value) =>
        new(value == 0 ? Empty : Empty.Add("", value));

    /// <summary>An unknown length. The name is an identifier: the input's and the axis's number.</summary>
    public static Dim Symbol(string name) => new(Empty.Add(name, 1));

    /// <summary>⌊max(dividend, 0)/divisor⌋: a polynomial where that is certain for all lengths, else a symbol of its own.</summary>
    public static Dim FloorDivide(Dim dividend, long divisor)
    {
        var quotient = new Quotient(dividend, divisor);
        if (dividend.IsKnown) return quotient.Evaluate(_ => 0);
        var constant = dividend.Constant;
        if (!quotient.MayBeNegative && (dividend - constant).DivideExactly(divisor) is { } exact) return exact + constant / divisor;
        return Of(quotient);
    }

    /// <summary>min(length, most), for a length that is not below zero.</summary>
    public static Dim AtMost(Dim length, long most)
    {
        var quotient = new Quotient(length, 1, most);
        return length.IsKnown ? quotient.Evaluate(_ => 0) : Of(quotient);
    }

    /// <summary>A length that a program counts while it runs, at most min(length, most).</summary>
    /// <param name="number">Number of the count in the program.</param>
    public static Dim Counted(int number, Dim length, long most) => Of(new Quotient(length, 1, most, number));

    /// <summary>max(length, 0).</summary>
    public static Dim NotNegative(Dim length) => FloorDivide(length, 1);

    public static implicit operator Dim(long value) => Known(value);

    public static implicit operator Dim(int value) => Known(value);

    /// <summary>Whether the length is a number.</summary>
    public bool IsKnown => _terms.Count == 0 || (_terms.Count == 1 && _terms.ContainsKey(""));

    /// <summary>The number; only where <see cref="IsKnown"/>.</summary>
    public long Value => IsKnown ? Constant : throw new InvalidOperationException($"The length {this} is not known.");

    /// <summary>Whether a program counts the length while it runs (<see cref="Counted"/>).</summary>
    public bool IsCounted => Symbols.Any(symbol => DefinitionOf(symbol)?.Count is not null);

    /// <summary>Names of the symbols that occur, sorted.</summary>
    public IEnumerable<string> Symbols => _terms.Keys.SelectMany(Factors).Distinct().OrderBy(s => s, StringComparer.Ordinal);

    /// <summary>Names of the lengths that this one depends on and that only the call tells.</summary>
    public IEnumerable<string> AllSymbols =>
        Symbols.SelectMany(symbol => DefinitionOf(symbol)?.Dividend.AllSymbols ?? [symbol]).Distinct();

    /// <summary>How a symbol is computed from others; null for a length that only the call tells.</summary>
    public Quotient? DefinitionOf(string symbol) => _quotients.TryGetValue(symbol, out var quotient) ? quotient : null;

    /// <summary>The terms as coefficient and symbol names, for emission and evaluation.</summary>
    public IEnumerable<(long Coefficient, string[] Symbols)> Terms => _terms.Select(t => (t.Value, Factors(t.Key)));

    private long Constant => _terms.TryGetValue("", out var constant) ? constant : 0;

    public static Dim operator +(Dim left, Dim right)
    {
        var terms = left._terms;
        foreach (var term in right._terms) terms = Add(terms, term.Key, term.Value);
        return new(terms, left._quotients.SetItems(right._quotients));
    }

    public static Dim operator -(Dim left, Dim right) => left + (right * -1);

    public static Dim operator *(Dim left, Dim right)
    {
        var terms = Empty;
        foreach (var l in left._terms)
            foreach (var r in right._terms)
                terms = Add(terms, Join(Factors(l.Key).Concat(Factors(r.Key))), checked(l.Value * r.Value));
        return new(terms, left._quotients.SetItems(right._quotients));
    }

    /// <summary>A length that is at least as large as both whatever the symbols stand for: term by term the larger.</summary>
    public static Dim Cover(Dim left, Dim right)
    {
        var terms = left._terms;
        foreach (var term in right._terms)
            if (!terms.TryGetValue(term.Key, out var present) || present < term.Value) terms = terms.SetItem(term.Key, term.Value);
        return new(terms.RemoveRange(terms.Where(term => term.Value < 0).Select(term => term.Key)), left._quotients.SetItems(right._quotients));
    }

    /// <summary>The quotient where <paramref name="divisor"/> times a polynomial with whole coefficients is this, else null.</summary>
    public Dim? DivideExactly(Dim divisor)
    {
        if (divisor._terms.Count == 0) return null;
        var (rest, quotient) = (this, Known(0));
        var (divisorKey, divisorCoefficient) = divisor.Leading;
        while (rest._terms.Count > 0)
        {
            var (key, coefficient) = rest.Leading;
            var factors = Factors(key).ToList();
            if (coefficient % divisorCoefficient != 0 || !Factors(divisorKey).All(factors.Remove)) return null;
            var term = new Dim(Empty.Add(Join(factors), coefficient / divisorCoefficient), _quotients);
            (rest, quotient) = (rest - term * divisor, quotient + term);
        }
        return quotient;
    }

    /// <summary>The term of the highest degree; among equal ones that whose symbols come first, so that products keep the order.</summary>
    private (string Key, long Coefficient) Leading
    {
        get
        {
            var leading = _terms.OrderByDescending(term => Factors(term.Key).Length).ThenBy(term => term.Key, StringComparer.Ordinal).First();
            return (leading.Key, leading.Value);
        }
    }

    /// <summary>The polynomial with others in place of some symbols.</summary>
    public Dim Substitute(IReadOnlyDictionary<string, Dim> lengths) => lengths.Count == 0 ? this : Terms.Aggregate(
        Known(0), (sum, term) => sum + term.Symbols.Aggregate(Known(term.Coefficient), (product, symbol) => product * Substitute(symbol, lengths)));

    private Dim Substitute(string symbol, IReadOnlyDictionary<string, Dim> lengths) =>
        lengths.TryGetValue(symbol, out var length) ? length
        : DefinitionOf(symbol) is not { } definition ? Symbol(symbol)
        : Of(definition with { Dividend = definition.Dividend.Substitute(lengths) });

    /// <summary>A symbol that is computed from others.</summary>
    private static Dim Of(Quotient quotient) =>
        new(Empty.Add(quotient.Name, 1), ImmutableDictionary<string, Quotient>.Empty.Add(quotient.Name, quotient));

    /// <summary>The value where each symbol has this length; those that are computed from others are not asked for.</summary>
    public long Evaluate(Func<string, long> length) => _terms.Sum(t => Factors(t.Key).Aggregate(
        t.Value, (product, symbol) => checked(product * (DefinitionOf(symbol)?.Evaluate(length) ?? length(symbol)))));

    public bool Equals(Dim? other) => other is not null && _terms.SequenceEqual(other._terms);

    public override bool Equals(object? obj) => Equals(obj as Dim);

    public override int GetHashCode() => _terms.Aggregate(17, (hash, t) => unchecked(hash * 31 + t.Key.GetHashCode() * 7 + t.Value.GetHashCode()));

    public static bool operator ==(Dim? left, Dim? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(Dim? left, Dim? right) => !(left == right);

    /// <summary>Such as <c>784</c> or <c>12*batch + 3</c>.</summary>
    public override string ToString() =>
        _terms.Count == 0 ? "0" : string.Join(" + ", _terms.Reverse().Select(t =>
            t.Key.Length == 0 ? t.Value.ToString() : t.Value == 1 ? t.Key : $"{t.Value}*{t.Key}"));

    private static ImmutableSortedDictionary<string, long> Add(ImmutableSortedDictionary<string, long> terms, string key, long value)
    {
        var sum = checked((terms.TryGetValue(key, out var present) ? present : 0) + value);
        return sum == 0 ? terms.Remove(key) : terms.SetItem(key, sum);
    }

    private static string[] Factors(string key) => key.Length == 0 ? [] : key.Split('*');

    private static string Join(IEnumerable<string> factors) => string.Join("*", factors.OrderBy(f => f, StringComparer.Ordinal));
}
