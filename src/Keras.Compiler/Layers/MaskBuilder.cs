using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;

namespace Keras.Compiler.Layers;

/// <summary>What layers do with masks: bool values over the leading axes of a tensor.</summary>
public static class MaskBuilder
{
    /// <summary>The shape with axes of length 1 added at the end.</summary>
    public static Shape Lengthen(this Shape mask, int rank) =>
        mask.Rank == rank ? mask : Shape.Of([.. mask.Dims, .. Enumerable.Repeat(Dim.Known(1), rank - mask.Rank)]);

    /// <summary>The mask with axes of length 1 added at the end.</summary>
    public static Value LengthenMask(this ProgramBuilder builder, string name, Value mask, int rank) =>
        builder.Reshape(name, mask, mask.Shape.Lengthen(rank));

    /// <summary>True where any of the masks is; they broadcast to each other.</summary>
    public static Value AnyMask(this ProgramBuilder builder, string name, IReadOnlyList<Value> masks) => masks.Count == 1
        ? masks[0]
        : builder.MapBool(name, masks.Select((_, i) => (Formula)Formula.Operand(i)).Aggregate((left, right) => Formula.Apply("Or", left, right)), [.. masks]);

    /// <summary>Whether a condition holds anywhere along the last axis, which goes.</summary>
    /// <param name="builder">Appends ops.</param>
    /// <param name="name">Name of the values.</param>
    /// <param name="condition">The condition, over the operand.</param>
    /// <param name="x">The operand.</param>
    public static Value AnyAlongLast(this ProgramBuilder builder, string name, Formula condition, Value x) => builder.MapBool(
        name, Formula.Apply("NotEqual", Formula.Operand(0), 0),
        builder.Reduce(name, ReduceKind.Max, builder.Map(name, condition, x), [x.Shape.Rank - 1]));
}
