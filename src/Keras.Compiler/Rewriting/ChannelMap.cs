using System.Collections.Immutable;
using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;

namespace Keras.Compiler.Rewriting;

/// <summary>An expression of one value and of numbers per channel that are made of weights alone.</summary>
/// <param name="Formula">Operand 0 is the value, the others are <paramref name="Channels"/>.</param>
/// <param name="Channels">Values with one element, or one for each entry of the last axis.</param>
internal sealed record ChannelMap(Formula Formula, ImmutableArray<Value> Channels)
{
    /// <summary>The value itself.</summary>
    public static ChannelMap Identity { get; } = new(Formula.Operand(0), []);

    /// <summary>What an element-wise instruction makes of one of its operands; null where it is of another kind.</summary>
    public static ChannelMap? Of(Instruction? instruction, Value x, InstructionList list)
    {
        if (instruction is not { Op: Map { Result: DType.Float32, Formula: var formula } } || instruction.Result.Shape != x.Shape) return null;
        if (formula.Parts().Any(part => part is not (OperandFormula or ConstantFormula or FunctionFormula))) return null;
        var channels = instruction.Operands.Where(operand => operand != x).Distinct().ToImmutableArray();
        if (!channels.All(channel => list.IsOfWeights(channel) && IsPerChannel(channel.Shape))) return null;
        return new(formula.Substitute(i => Formula.Operand(instruction.Operands[i] == x ? 0 : 1 + channels.IndexOf(instruction.Operands[i]))), channels);
    }

    /// <summary>This expression of what another one gives.</summary>
    public ChannelMap After(ChannelMap inner)
    {
        var channels = inner.Channels.Concat(Channels).Distinct().ToImmutableArray();
        Formula Renumber(ChannelMap map, Formula x) => map.Formula.Substitute(i => i == 0 ? x : Formula.Operand(1 + channels.IndexOf(map.Channels[i - 1])));
        return new(Renumber(this, Renumber(inner, Formula.Operand(0))).Simplify(), channels);
    }

    /// <summary>The numbers a and b where the expression is a·x + b; null where it is no such.</summary>
    public (Formula Scale, Formula Shift)? Affine => Split(Formula) is var (scale, shift) ? (scale.Simplify(), shift.Simplify()) : null;

    /// <summary>Appends the expression of a value whose last axis has the channels, or of none.</summary>
    public Value Apply(ProgramBuilder builder, string name, Formula formula, Value? x)
    {
        var operands = Channels.Select(channel => Vector(builder, channel)).ToList();
        var used = formula.Operands().ToList();
        return builder.Map(
            name, formula.Substitute(i => Formula.Operand(used.IndexOf(i))), [.. used.Select(i => i == 0 ? x! : operands[i - 1])]);
    }

    /// <summary>As <see cref="Apply(ProgramBuilder, string, Formula, Value)"/> of no value, with one number for each channel.</summary>
    public Value Vector(ProgramBuilder builder, string name, Formula formula, Dim channels) =>
        builder.BroadcastTo(name, Apply(builder, name, formula, null), Shape.Of(channels));

    private static Value Vector(ProgramBuilder builder, Value channel) =>
        channel.Shape.Rank <= 1 ? channel : builder.Reshape(channel.Name, channel, Shape.Of(channel.Shape[-1]));

    private static bool IsPerChannel(Shape shape) => shape.Rank == 0 || shape.WithoutAxis(-1).Size == 1;

    private static (Formula Scale, Formula Shift)? Split(Formula formula)
    {
        if (formula is OperandFormula { Index: 0 }) return (1, 0);
        if (!formula.Contains(0)) return (0, formula);
        if (formula is not FunctionFormula { Function: var function, Arguments: var arguments }) return null;
        var parts = arguments.Select(Split).ToList();
        if (parts.Any(part => part is null)) return null;
        var (a, b) = (parts[0]!.Value, parts[parts.Count - 1]!.Value);
        return function switch
        {
            "Negate" => (-a.Scale, -a.Shift),
            "Add" => (a.Scale + b.Scale, a.Shift + b.Shift),
            "Subtract" => (a.Scale - b.Scale, a.Shift - b.Shift),
            "Multiply" when !arguments[1].Contains(0) => (a.Scale * arguments[1], a.Shift * arguments[1]),
            "Multiply" when !arguments[0].Contains(0) => (arguments[0] * b.Scale, arguments[0] * b.Shift),
            "Divide" when !arguments[1].Contains(0) => (a.Scale / arguments[1], a.Shift / arguments[1]),
            _ => null,
        };
    }
}
