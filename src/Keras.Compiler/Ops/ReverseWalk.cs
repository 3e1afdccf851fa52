using System.Collections.Immutable;
using static Keras.Compiler.Ops.Elementwise.Formula;

namespace Keras.Compiler.Ops;

/// <summary>The walk over instructions in reverse which appends the adjoint of each: for whole programs, and for the steps within them.</summary>
/// <param name="builder">Appends the adjoint.</param>
/// <param name="wanted">The values whose cotangents are wanted.</param>
public sealed class ReverseWalk(ProgramBuilder builder, ISet<Value> wanted)
{
    private readonly Dictionary<Value, Value> _cotangents = [];
    private readonly Dictionary<Instruction, Instruction> _extended = [];

    /// <summary>Those of the values and all float32 values that instructions compute from them.</summary>
    public static HashSet<Value> Dependents(IEnumerable<Value> values, IEnumerable<Instruction> instructions)
    {
        var dependent = new HashSet<Value>(values);
        foreach (var instruction in instructions)
            if (instruction.Operands.Any(dependent.Contains))
                dependent.UnionWith(instruction.Results.Where(result => result.Type.DType == DType.Float32));
        return dependent;
    }

    /// <summary>The sum of what flowed into a value so far, or null.</summary>
    public Value? Cotangent(Value value) => _cotangents.TryGetValue(value, out var cotangent) ? cotangent : null;

    /// <summary>Lets a gradient flow into a value.</summary>
    public void Accumulate(Value value, Value gradient)
    {
        if (!wanted.Contains(value)) return;
        _cotangents[value] = _cotangents.TryGetValue(value, out var sum)
            ? builder.Map(value.GradientName(), Operand(0) + Operand(1), sum, gradient)
            : gradient;
    }

    /// <summary>Appends the adjoint of one instruction; the later ones come before. Returns the cotangents of the operands.</summary>
    public ImmutableArray<Value?> Step(Instruction instruction)
    {
        if (!instruction.Results.Any(_cotangents.ContainsKey) || !instruction.Operands.Any(wanted.Contains))
            return [.. instruction.Operands.Select(_ => (Value?)null)];
        builder.Scope = instruction.Scope;
        var gradients = instruction.Op.Differentiate(new AdjointContext(
            builder, instruction.Operands, instruction.Results,
            [.. instruction.Results.Select(Cotangent)], [.. instruction.Operands.Select(wanted.Contains)])
        {
            Extend = op => Extend(instruction, op),
        });
        for (var i = 0; i < gradients.Length; i++)
            if (gradients[i] is { } gradient) Accumulate(instruction.Operands[i], gradient);
        return gradients;
    }

    /// <summary>The forward instructions with those in place that keep more.</summary>
    public ImmutableArray<Instruction> Forward(IEnumerable<Instruction> instructions) =>
        [.. instructions.Select(instruction => _extended.TryGetValue(instruction, out var extended) ? extended : instruction)];

    private ImmutableArray<Value> Extend(Instruction instruction, Op op)
    {
        var types = op.InferTypes([.. instruction.Operands.Select(operand => operand.Type)]);
        var kept = types.Skip(instruction.Results.Length)
            .Select((type, i) => builder.Declare(type, $"{instruction.Result.Name}_kept_{i}")).ToImmutableArray();
        _extended[instruction] = instruction with { Op = op, Results = instruction.Results.AddRange(kept) };
        return kept;
    }
}
