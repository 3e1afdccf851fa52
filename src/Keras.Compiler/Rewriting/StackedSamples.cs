using System.Collections.Immutable;
using Keras.Compiler.Ops;

namespace Keras.Compiler.Rewriting;

/// <summary>Puts the samples of several values one after the other. What makes all of them alike is done once, over samples that are put
/// together before it, where these are no larger.</summary>
internal static class StackedSamples
{
    /// <param name="builder">Appends the instructions.</param>
    /// <param name="list">The program.</param>
    /// <param name="values">Values of one shape.</param>
    /// <param name="axis">Their axis of samples.</param>
    public static Value Of(ProgramBuilder builder, InstructionList list, ImmutableArray<Value> values, int axis)
    {
        var name = values[0].Name;
        var makers = values.Select(list.ProducerOf).OfType<Instruction>().ToImmutableArray();
        if (makers.Length < values.Length || !makers.All(maker => maker.Op.Equals(makers[0].Op))) return Join();
        if (Constant(makers, list) is { } constant) return builder.BroadcastTo(name, constant, values[0].Shape.WithAxis(axis, values[0].Shape[axis] * values.Length));
        if (values.Distinct().Count() < values.Length || !values.All(value => list.OnlyReaderOf(value) is not null)) return Join();
        switch (makers[0].Op)
        {
            // Of anything but a lookup the transposed samples are put together: they are written where they belong.
            case Transpose turn when makers.All(maker => list.ProducerOf(maker.Operands[0])?.Op is Gather):
                return builder.Transpose(name, Inner(0, turn.Permutation[axis]), [.. turn.Permutation]);
            case Gather when SameBesides(1) && axis < makers[0].Operands[1].Shape.Rank:
                return builder.Apply(makers[0].Op, name, makers[0].Operands[0], Inner(1, axis));
            case DotGeneral when KernelProduct.Of(makers[0], list) is { } product && SameBesides(0) && axis < values[0].Shape.Rank - 1 &&
                    product.X.Shape[-1].Value <= values[0].Shape[-1].Value:
                return product.Apply(builder, Inner(0, axis), product.Kernel);
            case Map when makers[0].Operands.FirstOrDefault(operand => !list.IsOfWeights(operand)) is { } x && makers[0].Operands.IndexOf(x) is var place &&
                    SameBesides(place) && axis < values[0].Shape.Rank - 1 && ChannelMap.Of(makers[0], x, list) is { } map:
                return map.Apply(builder, name, map.Formula, Inner(place, axis));
            default:
                return Join();
        }

        Value Join() => builder.Concatenate(name, axis, [.. values]);

        Value Inner(int operand, int along) => Of(builder, list, [.. makers.Select(maker => maker.Operands[operand])], along);

        bool SameBesides(int varying) => makers.All(maker => maker.Operands.Length == makers[0].Operands.Length &&
            maker.Operands.Where((_, i) => i != varying).SequenceEqual(makers[0].Operands.Where((_, i) => i != varying)));
    }

    /// <summary>The number that all values repeat, or null.</summary>
    private static Value? Constant(ImmutableArray<Instruction> makers, InstructionList list)
    {
        if (makers[0].Op is not Broadcast || list.ProducerOf(makers[0].Operands[0]) is not { Operands.IsEmpty: true } number) return null;
        return makers.All(maker => list.ProducerOf(maker.Operands[0]) is { Operands.IsEmpty: true } other && other.Op.Equals(number.Op)) ? number.Result : null;
    }
}
