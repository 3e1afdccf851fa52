using System.Collections.Immutable;
using Keras.Compiler.Fusion;
using Keras.Compiler.Ops;

namespace Keras.Compiler.Planning;

/// <summary>For each value of the backward pass, the gradients that are computed from it: numbers of weights, then of inputs.</summary>
public sealed class Sinks
{
    private readonly Dictionary<Value, ImmutableSortedSet<int>> _sinks = [];

    public Sinks(FusedProgram program)
    {
        foreach (var result in program.Results.Items)
            if (NumberOf(program, result) is { } number) Add(result.Value, [number]);
        foreach (var step in program.Backward.Reverse())
            foreach (var operand in step.Operands) Add(operand, step.Results.SelectMany(r => Of(r)));
    }

    /// <summary>The gradients that need this value; none for values that only the forward pass reads.</summary>
    public ImmutableSortedSet<int> Of(Value value) => _sinks.TryGetValue(value, out var sinks) ? sinks : [];

    /// <summary>The number of a gradient among all gradients, or null where the result is none.</summary>
    public static int? NumberOf(FusedProgram program, ProgramResult result) => result.Kind switch
    {
        ResultKind.WeightGradient => result.Index,
        ResultKind.InputGradient => program.Source.Weights.Length + result.Index,
        _ => null,
    };

    private void Add(Value value, IEnumerable<int> numbers) => _sinks[value] = Of(value).Union(numbers);
}
