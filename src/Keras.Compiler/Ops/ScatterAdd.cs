using System.Collections.Immutable;

namespace Keras.Compiler.Ops;

/// <summary>Adds rows up by their numbers: operands values (ids..., ...) and ids to a table (rows, ...), whose other rows are zero.</summary>
/// <param name="Rows">Number of rows of the table.</param>
/// <param name="Layer">Path of the layer, for the error of an id that is out of range.</param>
public sealed record ScatterAdd(Dim Rows, string Layer) : Op
{
    public override string Attributes => $"into {Rows} rows for {Layer}";

    public override Kept Keeps => Kept.Operands;

    public override ImmutableArray<TensorType> InferTypes(ImmutableArray<TensorType> operands)
    {
        var (values, ids) = operands.Length == 2 ? (operands[0].Shape, operands[1].Shape) : (Shape.Of(), Shape.Of());
        return values.Rank >= ids.Rank && operands.Length == 2 && operands[0].DType == DType.Float32
            && Shape.Of([.. values.Dims.Take(ids.Rank)]).Agrees(ids)
                ? [operands[0] with { Shape = Shape.Of([Rows, .. values.Dims.Skip(ids.Rank)]) }]
                : throw new OpVerificationException($"{this} takes a row of numbers for each id, not {string.Join(" and ", operands)}.");
    }

    public override ImmutableArray<Value?> Differentiate(AdjointContext context) =>
    [
        context.Wanted[0] && context.Cotangents[0] is { } cotangent
            ? context.Builder.Gather(context.Operands[0].GradientName(), cotangent, context.Operands[1], Layer)
            : null,
        null,
    ];
}

/// <summary>Adding up by number.</summary>
public static class ScatterAddBuilder
{
    /// <summary>A table of so many rows, each the sum of the values with its number.</summary>
    public static Value ScatterAdd(this ProgramBuilder builder, string name, Value values, Value ids, Dim rows, string layer) =>
        builder.Apply(new ScatterAdd(rows, layer), name, values, ids);
}
