using System.Collections.Immutable;
using Keras.Compiler.Fusion;
using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;

namespace Keras.Compiler.Planning;

/// <summary>Under which conditions the steps of a backward pass run.</summary>
internal sealed class Guards
{
    private readonly List<ImmutableArray<int>> _guards = [];
    private readonly Dictionary<Step, int> _guardOf = new(ReferenceComparer.Instance);
    private readonly Dictionary<Step, int> _logitOutputs = new(ReferenceComparer.Instance);

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Sinks _sinks;

    public Guards(FusedProgram program)
    {
        _sinks = new Sinks(program);
        foreach (var step in program.Backward) _guardOf.Add(step, NumberOf(step.Results));
        foreach (var logits in program.Results.OfKind(ResultKind.LogitCotangent)) FindLogitSteps(program, logits);
    }

    /// <summary>The gradients of each guard, ascending.</summary>
    public ImmutableArray<ImmutableArray<int>> All => [.. _guards];

    /// <summary>The guard of a backward step.</summary>
    public int Of(Step step) => _guardOf[step];

    /// <summary>The number of the guard of what a result of a backward step serves.</summary>
    public int Of(Value result) => NumberOf([result]);

    /// <summary>The plan of the program that a backward step runs, with a guard for each step of it: what the step's results that it
    /// serves are needed for.</summary>
    public PlannedProgram Guard(Step step, PlannedProgram plan)
    {
        var served = new Dictionary<Value, ImmutableHashSet<int>>();
        var results = plan.Fused.Results.OfKind(ResultKind.Output).ToList();
        foreach (var result in results) Serve(result.Value, [result.Index]);
        var guarded = plan.Forward.Reverse().Select(inner =>
        {
            var outputs = inner.Step.Results.Aggregate(ImmutableHashSet<int>.Empty, (all, value) => served.TryGetValue(value, out var some) ? all.Union(some) : all);
            foreach (var operand in inner.Step.Operands) Serve(operand, outputs);
            return inner with { Guard = NumberOf(outputs.Select(i => step.Results[i])) };
        }).ToList();
        guarded.Reverse();
        return plan with { Forward = [.. guarded], Guards = All };

        void Serve(Value value, IEnumerable<int> outputs) =>
            served[value] = served.TryGetValue(value, out var some) ? some.Union(outputs) : [.. outputs];
    }

    private int NumberOf(IEnumerable<Value> results)
    {
        var served = results.Aggregate(ImmutableSortedSet<int>.Empty, (all, result) => all.Union(_sinks.Of(result)));
        var key = string.Join(" ", served);
        if (_numbers.TryGetValue(key, out var number)) return number;
        _numbers.Add(key, number = _guards.Count);
        _guards.Add([.. served]);
        return number;
    }

    /// <summary>The output whose cotangent makes a step needless where it enters at the logits, or -1.</summary>
    public int LogitOutputOf(Step step) => _logitOutputs.TryGetValue(step, out var output) ? output : -1;

    /// <summary>The steps that serve nothing but the cotangent of some logits.</summary>
    private void FindLogitSteps(FusedProgram program, ProgramResult logits)
    {
        var leaving = new HashSet<Value>(program.Results.Items.Where(r => r.Kind != ResultKind.LogitCotangent).Select(r => r.Value));
        for (var position = program.Backward.Length - 1; position >= 0; position--)
        {
            var step = program.Backward[position];
            var serves = step.Results.Contains(logits.Value) || step.Results.All(result => !leaving.Contains(result) &&
                program.Backward.Where(s => s.Operands.Contains(result)).All(s => LogitOutputOf(s) == logits.Index) &&
                program.Backward.Any(s => s.Operands.Contains(result)));
            if (serves) _logitOutputs[step] = logits.Index;
        }
    }
}
