namespace Keras.Saving;

/// <summary>One tensor of a safetensors file.</summary>
/// <param name="Name">Its name; for weights <c>layer/weight</c>.</param>
/// <param name="Type">Element type.</param>
/// <param name="Shape">Lengths of the axes; empty for a single number.</param>
/// <param name="Start">First byte, counted from the end of the header.</param>
/// <param name="Bytes">Number of bytes.</param>
public sealed record SafetensorsEntry(string Name, SafetensorsType Type, IReadOnlyList<long> Shape, long Start, long Bytes)
{
    /// <summary>Number of elements.</summary>
    public long Count => Bytes / Type.Size();

    /// <summary>Whether it has this shape.</summary>
    internal bool HasShape(ReadOnlySpan<int> shape)
    {
        if (Shape.Count != shape.Length) return false;
        for (var axis = 0; axis < shape.Length; axis++)
            if (Shape[axis] != shape[axis]) return false;
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => $"'{Name}' {Type} ({string.Join(", ", Shape)}{(Shape.Count == 1 ? "," : "")})";
}

/// <summary>One tensor of float32 to write.</summary>
/// <param name="Name">Its name; for weights <c>layer/weight</c>.</param>
/// <param name="Shape">Lengths of the axes.</param>
/// <param name="Fill">Writes values, row-major, from the given number on into the span that it is given: whole rows of the last axis.</param>
public sealed record SafetensorsTensor(string Name, IReadOnlyList<int> Shape, Action<Span<float>, int> Fill)
{
    /// <summary>A tensor of these values.</summary>
    /// <exception cref="ArgumentException">The number of values does not fit the shape.</exception>
    public SafetensorsTensor(string name, IReadOnlyList<int> shape, ReadOnlyMemory<float> values)
        : this(name, shape, (destination, first) => values.Span.Slice(first, destination.Length).CopyTo(destination))
    {
        if (values.Length != Count)
            throw new ArgumentException($"Tensor '{name}' of shape ({string.Join(", ", shape)}) takes {Count} values; found {values.Length}.", nameof(values));
    }

    /// <summary>Number of elements.</summary>
    public int Count => Shape.Aggregate(1, (product, length) => checked(product * length));
}
