using System.Collections.Immutable;

namespace Keras.Compiler.Ops;

/// <summary>Rows of a table by their numbers: operands table (rows, ...) and ids of any shape and type, fractions cut off, to
/// (ids..., ...).</summary>
/// <param name="Layer">Path of the layer, for the error of an id that is out of range.</param>
public sealed record Gather(string Layer) : Op
{
    public override string Attributes => $"for {Layer}";

    public override Kept Keeps => Kept.Operands;

    public override ImmutableArray<TensorType> InferTypes(ImmutableArray<TensorType> operands) =>
        operands.Length == 2 && operands[0].DType == DType.Float32 && operands[0].Shape.Rank > 0
            ? [operands[0] with { Shape = Shape.Of([.. operands[1].Shape.Dims, .. operands[0].Shape.Dims.Skip(1)]) }]
            : throw new OpVerificationException($"{this} takes a table of numbers and ids, not {string.Join(" and ", operands)}.");

    /// <summary>Each row of the table gets the sum of the gradients of its copies.</summary>
    public override ImmutableArray<Value?> Differentiate(AdjointContext context)
    {
        var (table, ids) = (context.Operands[0], context.Operands[1]);
        return [
            context.Wanted[0] && context.Cotangents[0] is { } cotangent
                ? context.Builder.ScatterAdd(table.GradientName(), cotangent, ids, table.Shape[0], Layer)
                : null,
            null];
    }
}

/// <summary>Looking up.</summary>
public static class GatherBuilder
{
    /// <summary>The rows of a table with these numbers.</summary>
    public static Value Gather(this ProgramBuilder builder, string name, Value table, Value ids, string layer) =>
        builder.Apply(new Gather(layer), name, table, ids);
}
