using System.Collections.Immutable;
using Keras.Compiler.Fusion;
using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;

namespace Keras.Compiler.Planning;

/// <summary>A piece of arena memory and the values that use it, one after the other.</summary>
internal sealed class Storage(Dim size, Span span)
{
    /// <summary>In bytes.</summary>
    public Dim Size { get; } = size;

    public Span Span { get; set; } = span;

    public List<Value> Values { get; } = [];

    public string Name => Values.Count == 0 ? "workspace" : string.Join(", ", Values);
}

/// <summary>The pieces of arena memory that a program needs; a result takes over the memory of an operand that dies with its step, where
/// the kernel allows it.</summary>
internal sealed class Storages
{
    private readonly Dictionary<Value, Storage> _storages = [];
    private readonly Dictionary<int, ImmutableArray<Storage>> _workspaces = [];

    /// <summary>All pieces, each once.</summary>
    public IEnumerable<Storage> All => _storages.Values.Concat(_workspaces.Values.SelectMany(pieces => pieces)).Distinct();

    /// <summary>The memory of a value that has memory of its own.</summary>
    public Storage Of(Value root) => _storages[root];

    /// <summary>The memory that the step at a position works in: its own pieces, then the slots of the program that it runs.</summary>
    public ImmutableArray<Storage> WorkspacesAt(int position) => _workspaces[position];

    public static Storages Of(
        FusedProgram program, ImmutableArray<Step> steps, ImmutableArray<NestedPlan?> nested, AliasMap aliases,
        IReadOnlyDictionary<Value, WeightLayout> layouts, IReadOnlyDictionary<Value, (Home, int)> homes, IEnumerable<Value> kept)
    {
        var all = new Storages();
        foreach (var pair in Liveness.Of(steps, aliases, kept))
        {
            if (homes.ContainsKey(pair.Key)) continue;
            var size = PhysicalType.PhysicalLength(pair.Key.Shape, layouts[pair.Key]) * PhysicalType.SizeOf(pair.Key.Type.DType);
            all._storages.Add(pair.Key, new Storage(size, pair.Value) { Values = { pair.Key } });
        }
        var logits = new HashSet<Value>(program.Results.OfKind(ResultKind.LogitCotangent).Select(r => aliases.Root(r.Value)));
        for (var position = 0; position < steps.Length; position++)
        {
            all.TakeOver(steps[position], position, aliases, logits);
            var pieces = steps[position].Workspaces.Concat(nested[position]?.SlotSizes ?? []);
            all._workspaces.Add(position, [.. pieces.Select(bytes => new Storage(bytes, new Span(position, position)))]);
        }
        return all;
    }

    private void TakeOver(Step step, int position, AliasMap aliases, HashSet<Value> logits)
    {
        if (step.Results.Length != 1 || aliases.Find(step.Result) is not null) return;
        if (!_storages.TryGetValue(step.Result, out var own) || own.Span.First != position) return;
        for (var i = 0; i < step.Operands.Length; i++)
        {
            var root = aliases.Root(step.Operands[i]);
            // What a loss may hand over in place of a buffer belongs to the caller.
            if (logits.Contains(root) || !_storages.TryGetValue(root, out var old) || old == own) continue;
            if (old.Span.Last != position || old.Size != own.Size || !MayOverwriteAll(step, old, aliases)) continue;
            old.Span = old.Span.Union(own.Span);
            old.Values.AddRange(own.Values);
            foreach (var value in own.Values) _storages[value] = old;
            return;
        }
    }

    /// <summary>Whether the kernel reads all operands in this memory just where it writes.</summary>
    private bool MayOverwriteAll(Step step, Storage memory, AliasMap aliases) =>
        Enumerable.Range(0, step.Operands.Length)
            .Where(i => _storages.TryGetValue(aliases.Root(step.Operands[i]), out var storage) && storage == memory)
            .All(i => step.MayOverwrite(i) && aliases.IsWhole(step.Operands[i]));
}
