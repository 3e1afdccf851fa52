using System.Collections.Immutable;
using Keras.Compiler.Ops;
using Keras.Compiler.Support;

namespace Keras.Compiler.Autodiff;

/// <summary>Which gradients each backward instruction serves: emitted code skips it where none of them is asked for.</summary>
public static class GradientSinks
{
    /// <summary>For each instruction of the backward pass, ascending: the numbers of the weights, then, counted on after the weights, of
    /// the inputs.</summary>
    public static ImmutableArray<EquatableArray<int>> Of(Program program)
    {
        var backward = program.Backward ?? throw new OpVerificationException($"Program {program.Name} has no backward pass.");
        var sinks = new Dictionary<Value, SortedSet<int>>();
        var gradients = backward.WeightGradients.Concat(backward.InputGradients).ToList();
        for (var i = 0; i < gradients.Count; i++)
            if (gradients[i] is { } gradient) Serve(gradient, [i]);

        return [.. backward.Instructions.Reverse().Select(instruction =>
        {
            var served = new SortedSet<int>(instruction.Results.Where(sinks.ContainsKey).SelectMany(result => sinks[result]));
            foreach (var operand in instruction.Operands) Serve(operand, served);
            return served.ToEquatableArray();
        }).ToList().AsEnumerable().Reverse()];

        void Serve(Value value, IEnumerable<int> numbers)
        {
            if (!sinks.TryGetValue(value, out var served)) sinks[value] = served = [];
            served.UnionWith(numbers);
        }
    }
}
