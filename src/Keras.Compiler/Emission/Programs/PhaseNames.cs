using System.Collections.Immutable;
using System.Globalization;
using Keras.Compiler.Ops;

namespace Keras.Compiler.Emission.Programs;

/// <summary>The C# names of one phase: the same value has the same name in all methods of the phase.</summary>
internal sealed class PhaseNames(ImmutableArray<string> weights, ImmutableArray<string> axes, ImmutableArray<string> layers)
{
    private readonly Dictionary<Value, string> _locals = [];
    private readonly Dictionary<Quotient, string> _quotients = [];
    private readonly HashSet<string> _taken = new(axes.Add("batch").Add("frame"), StringComparer.Ordinal);

    /// <summary>The local that holds a value's address.</summary>
    public string Local(Value value)
    {
        if (!_locals.TryGetValue(value, out var name)) _locals.Add(value, name = Reserve(Clean(value.Name)));
        return name;
    }

    /// <summary>The local that holds a length which is computed from others, such as <c>time_plus_1_over_2</c>.</summary>
    public string Local(Quotient quotient)
    {
        if (_quotients.TryGetValue(quotient, out var name)) return name;
        var words = quotient.Name.Replace(" + -", "_minus_").Replace(" + ", "_plus_").Replace("/", "_over_").Replace('·', '_');
        _quotients.Add(quotient, name = Reserve(Clean(new string([.. words.Where(c => char.IsLetterOrDigit(c) || c == '_')]))));
        return name;
    }

    /// <summary>A name that is not taken yet.</summary>
    public string Reserve(string name)
    {
        var unique = name;
        for (var i = 2; !_taken.Add(unique); i++) unique = name + "_" + i.ToString(CultureInfo.InvariantCulture);
        return CSharpText.Identifier(unique);
    }

    /// <summary>The field that holds a weight's address.</summary>
    public string WeightField(string path) => WeightField(weights, path);

    /// <summary>Where a length comes from.</summary>
    public string LengthOf(string symbol) => axes.IndexOf(symbol) is >= 0 and var axis
        ? $"frame.AxisLength({axis.ToString(CultureInfo.InvariantCulture)})"
        : symbol == "batch" ? "frame.Batch" : throw new OpVerificationException($"Nothing says how long {symbol} is.");

    public int LayerNumber(string layer) => layers.IndexOf(layer);

    /// <summary>Field names of weights: paths with underscores, numbered where two would be equal.</summary>
    public static string WeightField(ImmutableArray<string> weights, string path)
    {
        var name = "_" + Clean(path);
        var same = weights.Where(w => "_" + Clean(w) == name).ToList();
        return same.Count == 1 ? name : name + "_" + (same.IndexOf(path) + 1).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A name with all that no identifier may hold replaced.</summary>
    public static string Clean(string name)
    {
        var text = new string([.. name.Select(c => char.IsLetterOrDigit(c) ? c : '_')]);
        return text.Length == 0 || char.IsDigit(text[0]) ? "_" + text : text;
    }
}
