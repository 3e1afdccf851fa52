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

    public Guards(FusedProgram program)
    {
        var sinks = new Sinks(program);
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var step in program.Backward)
        {
            var served = step.Results.Aggregate(ImmutableSortedSet<int>.Empty, (all, result) => all.Union(sinks.Of(result)));
            var key = string.Join(" ", served);
            if (!numbers.TryGetValue(key, out var number))
            {
                numbers.Add(key, number = _guards.Count);
                _guards.Add([.. served]);
            }
            _guardOf.Add(step, number);
        }
        foreach (var logits in program.Results.OfKind(ResultKind.LogitCotangent)) FindLogitSteps(program, logits);
    }

    /// <summary>The gradients of each guard, ascending.</summary>
    public ImmutableArray<ImmutableArray<int>> All => [.. _guards];

    /// <summary>The guard of a backward step.</summary>
    public int Of(Step step) => _guardOf[step];

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
