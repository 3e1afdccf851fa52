using System.Collections.Immutable;

namespace Keras.Compiler.Ops;

/// <summary>A range of one axis.</summary>
public sealed record Slice(int Axis, Dim Start, Dim Length) : Op
{
    public override string Attributes => $"axis {Axis}, {Length} from {Start}";

    /// <summary>How long the range must be at least, where that is only known when the model runs.</summary>
    public Dim Least { get; init; } = 0;

    public override IEnumerable<(Dim Length, Dim Least)> LeastLengths => Least == 0 ? [] : [(Length, Least)];

    public override ImmutableArray<TensorType> InferTypes(ImmutableArray<TensorType> operands)
    {
        var operand = operands.Single();
        Axes.Check([Axis], operand.Shape.Rank, this);
        var rest = operand.Shape[Axis] - Start - Length;
        return rest.IsKnown && rest.Value < 0
            ? throw new OpVerificationException($"{this} does not fit {operand.Shape}.")
            : [operand with { Shape = operand.Shape.WithAxis(Axis, Length) }];
    }

    public override bool IsView => true;

    public override bool CanStack => true;

    public override ImmutableArray<Value> Stack(StackContext context) => context.ApplyAll(this with { Axis = Axis + 1 }, context.Operands[0]);

    public override ImmutableArray<Value?> Differentiate(AdjointContext context)
    {
        if (!context.Wanted[0] || context.Cotangents[0] is not { } cotangent) return [null];
        var x = context.Operands[0];
        return [context.Builder.Pad(x.GradientName(), cotangent, Axis, Start, x.Shape[Axis] - Start - Length)];
    }
}

/// <summary>Slices.</summary>
public static class SliceBuilder
{
    /// <summary>The value itself where the range is the whole axis.</summary>
    public static Value Slice(this ProgramBuilder builder, string name, Value x, int axis, Dim start, Dim length) =>
        start == 0 && length == x.Shape[axis]
            ? x
            : builder.Apply(new Slice(Axes.Normalise(axis, x.Shape.Rank), start, length), name, x);

    /// <summary>The value without some elements at the ends of an axis; at least one is left.</summary>
    public static Value Crop(this ProgramBuilder builder, string name, Value x, int axis, int before, int after) => before == 0 && after == 0
        ? x
        : builder.Apply(new Slice(axis, before, x.Shape[axis] - before - after) { Least = 1 }, name, x);
}
