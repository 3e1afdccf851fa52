using System.Collections.Immutable;

namespace Keras.Compiler.Ops;

/// <summary>Which different row numbers there are: operand ids of any shape and type, fractions cut off, to the numbers in the order in which
/// they first occur, and for each id the place of its number among them. Room beyond the last number holds zeros.</summary>
/// <param name="Number">Number of the count in the program.</param>
/// <param name="Rows">Number of rows of the table.</param>
/// <param name="Layer">Path of the layer, for the error of an id that is out of range.</param>
public sealed record Distinct(int Number, int Rows, string Layer) : Op
{
    public override string Attributes => $"of {Rows} rows for {Layer}";

    public override ImmutableArray<TensorType> InferTypes(ImmutableArray<TensorType> operands)
    {
        var ids = operands.Single().Shape;
        return [new(Shape.Of(Dim.Counted(Number, ids.Size, Rows)), DType.Int32), new(ids, DType.Int32)];
    }

    /// <summary>No gradient flows through numbers of rows.</summary>
    public override ImmutableArray<Value?> Differentiate(AdjointContext context) => [null];
}
