using System.Collections.Immutable;
using Keras.Compiler.Support;
using static Keras.Compiler.Ops.Elementwise.Formula;

namespace Keras.Compiler.Ops;

/// <summary>How elements are combined.</summary>
public enum ReduceKind
{
    Sum,
    Mean,
    Max,
    Min,
    Product,
}

/// <summary>Combines all elements along axes.</summary>
/// <param name="Kind">How.</param>
/// <param name="Axes">Ascending.</param>
/// <param name="KeepDims">Whether the axes stay with length 1.</param>
public sealed record Reduce(ReduceKind Kind, EquatableArray<int> Axes, bool KeepDims) : Op
{
    public override string Attributes => $"{Kind.ToString().ToLowerInvariant()} over {Axes}{(KeepDims ? ", kept" : "")}";

    public override Kept Keeps => Kind switch
    {
        ReduceKind.Max or ReduceKind.Min => Kept.Operands | Kept.Results,
        ReduceKind.Product => Kept.Operands,
        _ => Kept.Nothing,
    };

    public override ImmutableArray<TensorType> InferTypes(ImmutableArray<TensorType> operands)
    {
        var operand = operands.Single();
        Ops.Axes.Check(Axes, operand.Shape.Rank, this);
        return [operand with { Shape = KeepDims ? Ops.Axes.Keep(operand.Shape, Axes) : Ops.Axes.Drop(operand.Shape, Axes) }];
    }

    public override ImmutableArray<Value?> Differentiate(AdjointContext context)
    {
        if (!context.Wanted[0] || context.Cotangents[0] is not { } cotangent) return [null];
        var (builder, x) = (context.Builder, context.Operands[0]);
        var name = x.GradientName();
        var kept = Ops.Axes.Keep(x.Shape, Axes);
        var dy = builder.Reshape(name, cotangent, kept);
        return
        [
            Kind switch
            {
                ReduceKind.Sum => builder.BroadcastTo(name, dy, x.Shape),
                ReduceKind.Mean => builder.BroadcastTo(
                    name, builder.Map(name, Operand(0) / Length(Ops.Axes.Count(x.Shape, Axes)), dy), x.Shape),
                ReduceKind.Product => ProductGradient(builder, name, x, dy),
                _ => ExtremeGradient(builder, name, x, builder.Reshape(name, context.Results[0], kept), dy),
            },
        ];
    }

    public override bool CanStack => true;

    public override ImmutableArray<Value> Stack(StackContext context) =>
        context.ApplyAll(this with { Axes = Axes.Select(axis => axis + 1).ToEquatableArray() }, context.Operands[0]);

    public override Value? StackedSum(StackContext context) => Kind == ReduceKind.Sum && !KeepDims
        ? context.ApplyAll(this with { Axes = Axes.Select(axis => axis + 1).Prepend(0).ToEquatableArray() }, context.Operands[0])[0]
        : null;

    /// <summary>Equal extremes share the gradient.</summary>
    private Value ExtremeGradient(ProgramBuilder builder, string name, Value x, Value y, Value dy)
    {
        var chosen = builder.Map(name, Apply("Equal", Operand(0), Operand(1)), x, y);
        var count = builder.Reduce(name, ReduceKind.Sum, chosen, [.. Axes], keepDims: true);
        return builder.Map(name, Operand(0) * (Operand(1) / Operand(2)), chosen, dy, count);
    }

    /// <summary>Each element's gradient is the product of the others, which a zero among them makes zero.</summary>
    private Value ProductGradient(ProgramBuilder builder, string name, Value x, Value dy)
    {
        var isZero = Apply("Equal", Operand(0), 0);
        var zeros = builder.Reduce(name, ReduceKind.Sum, builder.Map(name, isZero, x), [.. Axes], keepDims: true);
        var nonZero = builder.Map(name, Select(isZero, 1, Operand(0)), x);
        var product = builder.Reduce(name, ReduceKind.Product, nonZero, [.. Axes], keepDims: true);
        var (count, others) = (Operand(2), Operand(3));
        return builder.Map(
            name,
            Operand(1) * Select(isZero, Select(Apply("Equal", count, 1), others, 0), Select(Apply("Equal", count, 0), others / Operand(0), 0)),
            x, dy, zeros, product);
    }
}

/// <summary>Reductions.</summary>
public static class ReduceBuilder
{
    /// <summary>Combines all elements along axes; no axes means none.</summary>
    public static Value Reduce(this ProgramBuilder builder, string name, ReduceKind kind, Value x, int[] axes, bool keepDims = false) =>
        axes.Length == 0 ? x : builder.Apply(new Reduce(kind, Axes.Normalise(axes, x.Shape.Rank), keepDims), name, x);

    /// <summary>Sums to the shape that was broadcast to this one: the adjoint of broadcasting.</summary>
    public static Value SumTo(this ProgramBuilder builder, string name, Value x, Shape shape)
    {
        var leading = x.Shape.Rank - shape.Rank;
        var repeated = Enumerable.Range(0, x.Shape.Rank)
            .Where(axis => axis < leading || (shape[axis - leading] == 1 && x.Shape[axis] != 1)).ToArray();
        var sum = builder.Reduce(name, ReduceKind.Sum, x, repeated);
        return sum.Shape.Agrees(shape) ? sum : builder.Reshape(name, sum, shape);
    }
}
