using System.Collections.Immutable;
using Keras.Compiler.Fusion;
using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;

namespace Keras.Compiler.Planning;

/// <summary>Decides which values that leave the program are written where they go at once, and adds copies for the others.</summary>
public sealed class Departures
{
    private readonly Dictionary<Value, (Home Home, int Index)> _homes = [];
    private readonly Dictionary<Step, string> _layers = new(ReferenceComparer.Instance);

    private Departures(FusedProgram program) => Program = program;

    /// <summary>The program with the copies.</summary>
    public FusedProgram Program { get; private set; }

    /// <summary>For values with memory of their own (roots) that lie outside of the arena, where.</summary>
    public IReadOnlyDictionary<Value, (Home Home, int Index)> Homes => _homes;

    /// <summary>For copies into the memory of a layer, its path.</summary>
    public string? LayerOf(Step step) => _layers.TryGetValue(step, out var layer) ? layer : null;

    public static Departures Of(FusedProgram program)
    {
        var departures = new Departures(program);
        departures.AddGiven();
        departures.AddResults();
        return departures;
    }

    private void AddGiven()
    {
        var source = Program.Source;
        for (var i = 0; i < source.Inputs.Length; i++) _homes[source.Inputs[i]] = (Home.Input, i);
        for (var i = 0; i < source.Weights.Length; i++) _homes[source.Weights[i].Value] = (Home.Weight, i);
        for (var i = 0; i < source.States.Length; i++) _homes[source.States[i].Value] = (Home.State, i);
        for (var i = 0; i < Program.Prepared.Length; i++) _homes[Program.Prepared[i].Value] = (Home.Prepared, i);
        for (var i = 0; i < source.Backward?.Cotangents.Length; i++) _homes[source.Backward.Cotangents[i]] = (Home.Cotangent, i);
    }

    private void AddResults()
    {
        var (aliases, sinks) = (new AliasMap(Program), new Sinks(Program));
        var logits = new HashSet<Value>(Program.Results.OfKind(ResultKind.LogitCotangent).Select(r => aliases.Root(r.Value)));
        var nextId = 1 + Program.Given.Concat(Program.Steps.SelectMany(s => s.Results)).Max(v => v.Id);
        var (forward, backward) = (Program.Forward.ToBuilder(), Program.Backward.ToBuilder());
        var states = new List<CopyStep>();
        var results = Program.Results.Items.Select(Leave).ToImmutableArray();
        forward.AddRange(states);
        Program = Program with { Forward = forward.ToImmutable(), Backward = backward.ToImmutable(), Results = new(results) };

        ProgramResult Leave(ProgramResult result)
        {
            if (HomeOf(result.Kind) is not { } home) return result;
            var root = aliases.Root(result.Value);
            var sink = Sinks.NumberOf(Program, result);
            var isDirect = home != Home.Weight && !_homes.ContainsKey(root) && !logits.Contains(root) && aliases.IsWhole(result.Value) &&
                (sink is null || sinks.Of(root).SequenceEqual([sink.Value])) && !MayBeUnwanted(root, sink);
            if (isDirect)
            {
                _homes[root] = (home, result.Index);
                return result;
            }
            var value = result.Value;
            // New states are written together at the end: one may be computed from the old value of another.
            if (home == Home.Weight && _homes.ContainsKey(root)) forward.Add(Copy(value, out value));
            var copy = Copy(value, out var copied);
            if (home == Home.Weight)
            {
                states.Add(copy);
                _layers.Add(copy, result.Layer);
            }
            else (sink is null ? forward : backward).Add(copy);
            _homes[copied] = (home, result.Index);
            return result with { Value = copied };
        }

        // A program within a step writes all its results, also where one of them alone is not asked for.
        bool MayBeUnwanted(Value root, int? sink) => sink is not null && Program.Backward
            .Any(step => step is INestedStep { IsIndependent: false } && step.Results.Contains(root) && !step.Results.All(other => sinks.Of(other).SequenceEqual([sink.Value])));

        CopyStep Copy(Value value, out Value copied)
        {
            copied = new Value(nextId++, value.Type, value.Name);
            return new CopyStep([value], [copied], Scope.None);
        }
    }

    private static Home? HomeOf(ResultKind kind) => kind switch
    {
        ResultKind.Output => Home.Output,
        ResultKind.OutputMask => Home.OutputMask,
        ResultKind.LossTerm => Home.LossTerm,
        ResultKind.State => Home.Weight,
        ResultKind.NextState => Home.NextState,
        ResultKind.Prepared => Home.Prepared,
        ResultKind.WeightGradient => Home.WeightGradient,
        ResultKind.InputGradient => Home.InputGradient,
        _ => null,
    };
}

/// <summary>Compares steps by reference.</summary>
internal sealed class ReferenceComparer : IEqualityComparer<Step>
{
    public static ReferenceComparer Instance { get; } = new();

    public bool Equals(Step x, Step y) => ReferenceEquals(x, y);

    public int GetHashCode(Step step) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(step);
}
