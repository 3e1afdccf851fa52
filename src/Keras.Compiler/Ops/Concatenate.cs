using System.Collections.Immutable;

namespace Keras.Compiler.Ops;

/// <summary>Joins its operands along an axis.</summary>
public sealed record Concatenate(int Axis) : Op
{
    public override string Attributes => $"axis {Axis}";

    public override ImmutableArray<TensorType> InferTypes(ImmutableArray<TensorType> operands)
    {
        if (operands.IsEmpty) throw new OpVerificationException($"{this} takes at least one operand.");
        Axes.Check([Axis], operands[0].Shape.Rank, this);
        var joined = operands[0];
        foreach (var next in operands.Skip(1))
            joined = joined.DType == next.DType && joined.Shape.Agrees(next.Shape.WithAxis(Axis, joined.Shape[Axis]))
                ? joined with { Shape = Join(joined.Shape, next.Shape) }
                : throw new OpVerificationException($"{this}: {next} does not fit {joined}.");
        return [joined];
    }

    private Shape Join(Shape joined, Shape next) =>
        Shape.Of([.. joined.Dims.Select((dim, axis) => axis == Axis ? dim + next[axis] : Broadcasting.Unify(dim, next[axis])!)]);

    public override ImmutableArray<Value?> Differentiate(AdjointContext context)
    {
        if (context.Cotangents[0] is not { } cotangent) return [.. context.Operands.Select(_ => (Value?)null)];
        var start = Dim.Known(0);
        var gradients = ImmutableArray.CreateBuilder<Value?>();
        for (var i = 0; i < context.Operands.Length; i++)
        {
            var operand = context.Operands[i];
            var length = operand.Shape[Axis];
            gradients.Add(context.Wanted[i] ? context.Builder.Slice(operand.GradientName(), cotangent, Axis, start, length) : null);
            start += length;
        }
        return gradients.ToImmutable();
    }
}

/// <summary>Concatenation.</summary>
public static class ConcatenateBuilder
{
    /// <summary>A single value is returned as it is.</summary>
    public static Value Concatenate(this ProgramBuilder builder, string name, int axis, params Value[] values) =>
        values.Length == 1 ? values[0] : builder.Apply(new Concatenate(Axes.Normalise(axis, values[0].Shape.Rank)), name, values);
}
