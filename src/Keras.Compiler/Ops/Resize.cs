using System.Collections.Immutable;

namespace Keras.Compiler.Ops;

/// <summary>Stretches an axis by a whole factor. Element i of the result lies at (i + ½) / factor − ½ of the operand, and is the mean of
/// the elements around, weighted by the interpolation's kernel; the weights of those that exist sum to 1.</summary>
/// <param name="Axis">Which axis.</param>
/// <param name="Factor">How much longer the result is.</param>
/// <param name="Interpolation">The kernel.</param>
public sealed record Resize(int Axis, int Factor, Interpolation Interpolation) : Op
{
    public override string Attributes => $"axis {Axis}, {Factor} times, {Interpolation.ToString().ToLowerInvariant()}";

    public override ImmutableArray<TensorType> InferTypes(ImmutableArray<TensorType> operands)
    {
        var operand = operands.Single();
        Axes.Check([Axis], operand.Shape.Rank, this);
        return [operand with { Shape = operand.Shape.WithAxis(Axis, operand.Shape[Axis] * Factor) }];
    }

    public override ImmutableArray<Value?> Differentiate(AdjointContext context) =>
        [context.Wanted[0] && context.Cotangents[0] is { } cotangent
            ? context.Builder.Apply(new ResizeGradient(Axis, Factor, Interpolation), context.Operands[0].GradientName(), cotangent)
            : null];
}

/// <summary>For the result's cotangent that of the operand: each element collects what it gave, by the same weights.</summary>
public sealed record ResizeGradient(int Axis, int Factor, Interpolation Interpolation) : AdjointOp
{
    public override string Attributes => $"axis {Axis}, {Factor} times, {Interpolation.ToString().ToLowerInvariant()}";

    public override ImmutableArray<TensorType> InferTypes(ImmutableArray<TensorType> operands)
    {
        var operand = operands.Single();
        Axes.Check([Axis], operand.Shape.Rank, this);
        return operand.Shape[Axis].DivideExactly(Factor) is { } length
            ? [operand with { Shape = operand.Shape.WithAxis(Axis, length) }]
            : throw new OpVerificationException($"{this}: axis {Axis} of {operand.Shape} is no multiple of {Factor}.");
    }
}

/// <summary>Resizing.</summary>
public static class ResizeBuilder
{
    /// <summary>The value itself where nothing is stretched.</summary>
    public static Value Resize(this ProgramBuilder builder, string name, Value x, int axis, int factor, Interpolation interpolation) =>
        factor == 1 ? x : builder.Apply(new Resize(Axes.Normalise(axis, x.Shape.Rank), factor, interpolation), name, x);
}
