using System.Collections.Immutable;
using Keras.Compiler.Support;

namespace Keras.Compiler.Ops;

/// <summary>Cuts an axis into parts, one result each: the adjoint of <see cref="Concatenate"/>.</summary>
/// <param name="Axis">Which axis.</param>
/// <param name="Lengths">Lengths of the parts, which are the whole axis together.</param>
public sealed record Split(int Axis, EquatableArray<Dim> Lengths) : Op
{
    public override string Attributes => $"axis {Axis} into {Lengths}";

    public override bool IsView => true;

    public override ImmutableArray<TensorType> InferTypes(ImmutableArray<TensorType> operands)
    {
        var operand = operands.Single();
        Axes.Check([Axis], operand.Shape.Rank, this);
        var sum = Lengths.Aggregate(Dim.Known(0), (all, length) => all + length);
        return sum.Agrees(operand.Shape[Axis])
            ? [.. Lengths.Select(length => operand with { Shape = operand.Shape.WithAxis(Axis, length) })]
            : throw new OpVerificationException($"{this} does not fit {operand.Shape}.");
    }

    public override ImmutableArray<Value?> Differentiate(AdjointContext context)
    {
        if (!context.Wanted[0] || context.Cotangents.All(cotangent => cotangent is null)) return [null];
        var (builder, name) = (context.Builder, context.Operands[0].GradientName());
        var parts = context.Results.Zip(context.Cotangents, (result, cotangent) => cotangent ?? builder.Zeros(name, result.Shape));
        return [builder.Concatenate(name, Axis, [.. parts])];
    }

    public override bool CanStack => true;

    public override ImmutableArray<Value> Stack(StackContext context) => context.ApplyAll(this with { Axis = Axis + 1 }, context.Operands[0]);
}

/// <summary>Splitting.</summary>
public static class SplitBuilder
{
    /// <summary>Equal parts of an axis whose length is a multiple of their number.</summary>
    public static ImmutableArray<Value> Split(this ProgramBuilder builder, string name, Value x, int axis, int parts)
    {
        axis = Axes.Normalise(axis, x.Shape.Rank);
        var length = x.Shape[axis].DivideExactly(parts) ??
            throw new OpVerificationException($"Axis {axis} of {x.Shape} cannot be cut into {parts} parts.");
        return parts == 1 ? [x] : builder.ApplyAll(new Split(axis, Enumerable.Repeat(length, parts).ToEquatableArray()), name, x);
    }

    /// <summary>A tensor of zeros.</summary>
    public static Value Zeros(this ProgramBuilder builder, string name, Shape shape) =>
        builder.BroadcastTo(name, builder.Constant(name, 0), shape);
}
