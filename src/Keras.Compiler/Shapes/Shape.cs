using Keras.Compiler.Support;

namespace Keras.Compiler.Shapes;

/// <summary>A shape with the batch axis first.</summary>
public sealed record Shape(EquatableArray<Dim> Dims)
{
    public static Shape Of(params Dim[] dims) => new(dims.ToEquatableArray());

    public int Rank => Dims.Count;

    /// <summary>Length of an axis; negative numbers count from the end.</summary>
    public Dim this[int axis] => Dims[axis < 0 ? axis + Rank : axis];

    /// <summary>Number of elements.</summary>
    public Dim Size => Dims.Aggregate(Dim.Known(1), (size, dim) => size * dim);

    public Shape WithAxis(int axis, Dim length) =>
        new(Dims.Select((dim, i) => i == (axis < 0 ? axis + Rank : axis) ? length : dim).ToEquatableArray());

    public Shape WithoutAxis(int axis) => new(Dims.Where((_, i) => i != (axis < 0 ? axis + Rank : axis)).ToEquatableArray());

    /// <summary>As Keras prints it: <c>(None, 28, 28, 1)</c>.</summary>
    public override string ToString() =>
        $"({string.Join(", ", Dims.Select(d => d.IsKnown ? d.ToString() : "None"))}{(Rank == 1 ? "," : "")})";
}

/// <summary>Shape and element type.</summary>
public sealed record TensorType(Shape Shape, DType DType)
{
    public override string ToString() => DType == DType.Float32 ? Shape.ToString() : $"{Shape} {DType.ToString().ToLowerInvariant()}";
}
