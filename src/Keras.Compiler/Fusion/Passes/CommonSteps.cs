using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;
using Keras.Compiler.Support;

namespace Keras.Compiler.Fusion.Passes;

/// <summary>Equal steps on equal operands are computed once within a pass over the program. Across the border between forward and
/// backward they stay: keeping a value that long costs memory.</summary>
public sealed class CommonSteps : FusionPass
{
    public override void Run(StepList steps)
    {
        var seen = new Dictionary<Key, Step>();
        for (var position = 0; position < steps.Count; position++)
        {
            if (steps[position] is not { AccumulatesInto: < 0 } step) continue;
            var key = new Key(
                step with { Operands = [], Results = [], Scope = Scope.None }, steps.IsBackward(position),
                step.Operands.Select(operand => operand.Id).ToEquatableArray(), step.Results.Select(result => result.Type).ToEquatableArray());
            if (!seen.TryGetValue(key, out var earlier))
                seen.Add(key, step);
            else if (step.Results.Any(steps.Leaves))
                // Both leave, each to a place of its own.
                continue;
            else
            {
                for (var i = 0; i < step.Results.Length; i++) steps.Redirect(step.Results[i], earlier.Results[i]);
                steps.Remove(position);
            }
        }
    }

    /// <summary>Two unknown lengths look alike in print: results are compared as types.</summary>
    private sealed record Key(Step Step, bool Backward, EquatableArray<int> Operands, EquatableArray<TensorType> Results);
}
