using System.Collections.Immutable;
using Keras.Compiler.Planning;

namespace Keras.Compiler.Emission.Programs;

/// <summary>The methods that steps need besides the one they stand in: programs that a step runs. They are written after it, and so are
/// those that they need in turn.</summary>
/// <param name="prefix">Beginning of their names: the method of the phase.</param>
internal sealed class NestedMethods(string prefix)
{
    private readonly Queue<Action<CodeWriter>> _methods = new();

    /// <summary>Such as <c>InferLstm</c> for the layer <c>lstm</c>.</summary>
    public string NameFor(string path, PhaseNames names) => names.Reserve(prefix + string.Concat(
        new string([.. path.Select(c => char.IsLetterOrDigit(c) ? c : '_')]).Split('_').Where(word => word.Length > 0)
            .Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1))));

    public void Add(Action<CodeWriter> write) => _methods.Enqueue(write);

    /// <summary>Writes all methods.</summary>
    public void Write(CodeWriter writer)
    {
        while (_methods.Count > 0) _methods.Dequeue()(writer);
    }
}

/// <summary>Where the border of a program that a step runs lies: parameters of its method.</summary>
/// <param name="Parameters">Names by home and number.</param>
/// <param name="Declarations">The parameters as they are declared, in order.</param>
/// <param name="Slots">For each slot of its arena, the slot of the frame's arena.</param>
internal sealed record NestedBorder(
    ImmutableDictionary<(Home Home, int Index), string> Parameters, ImmutableArray<string> Declarations, ImmutableArray<int> Slots)
{
    /// <summary>Parameters that hold lengths which only this program has, by symbol.</summary>
    public ImmutableDictionary<string, string> Lengths { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The parameter that holds the number of a tile's first sample, and the length of the tile; null where the program has all
    /// samples.</summary>
    public (string First, Dim Length)? Tile { get; init; }

    /// <summary>The parameter that holds a value's address, or null.</summary>
    public string? Find(PhysicalType type) => Parameters.TryGetValue((type.Home, type.Index), out var name) ? name : null;
}
