using Keras.Compiler.Ops.Elementwise;
using static Keras.Compiler.Ops.Elementwise.Formula;

namespace Keras.Compiler.Ops;

/// <summary>Keras's penalties on a layer's output, as scalars of shape <c>()</c>.</summary>
public static class PenaltyBuilder
{
    /// <summary>(l1·Σ|x| + l2·Σx²) / batch size.</summary>
    public static Value ActivityPenalty(this ProgramBuilder builder, string name, Value x, double l1, double l2)
    {
        var formula = (l1 * Apply("Abs", Operand(0)) + l2 * Apply("Square", Operand(0))).Simplify();
        return PerSample(builder, name, SumAll(builder, name, builder.Map(name, formula, x)), x);
    }

    /// <summary>factor · Σ|cosine of two rows (or columns)| over all pairs / number of pairs / batch size, for a matrix.</summary>
    public static Value OrthogonalActivityPenalty(this ProgramBuilder builder, string name, Value x, double factor, bool columns)
    {
        if (x.Shape.Rank != 2)
            throw new OpVerificationException($"The orthogonal penalty takes a matrix, not a tensor of shape {x.Shape}.");
        var along = columns ? 0 : 1;
        var squares = builder.Reduce(name, ReduceKind.Sum, builder.Map(name, Apply("Square", Operand(0)), x), [along], keepDims: true);
        var norm = Apply("Sqrt", Select(Apply("Equal", Operand(1), 0), 1, Operand(1)));
        var unit = builder.Map(name, Operand(0) / norm, x, squares);

        // All products but those of a vector with itself, each pair twice.
        var products = builder.DotGeneral(name, unit, unit, [along], [along]);
        var all = SumAll(builder, name, builder.Map(name, Apply("Abs", Operand(0)), products));
        var own = SumAll(builder, name, builder.Map(name, Apply("Square", Operand(0)), unit));
        var count = Length(x.Shape[1 - along]);
        return PerSample(builder, name, builder.Map(name, factor * (Operand(0) - Operand(1)) / (count * (count - 1)), all, own), x);
    }

    private static Value SumAll(ProgramBuilder builder, string name, Value x) =>
        builder.Reduce(name, ReduceKind.Sum, x, [.. Enumerable.Range(0, x.Shape.Rank)]);

    private static Value PerSample(ProgramBuilder builder, string name, Value penalty, Value x) =>
        builder.Map(name, Operand(0) / Length(x.Shape[0]), penalty);
}
