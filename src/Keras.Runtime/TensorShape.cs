using System.Collections;

namespace Keras;

/// <summary>A shape with the batch axis first. An unknown length is <see cref="Axis.None"/> and printed as None.</summary>
public sealed class TensorShape : IReadOnlyList<int>, IEquatable<TensorShape>
{
    private readonly int[] _dimensions;

    /// <summary>A shape of these lengths.</summary>
    public TensorShape(params ReadOnlySpan<int> dimensions) => _dimensions = dimensions.ToArray();

    /// <summary>Number of axes, the batch axis included.</summary>
    public int Count => _dimensions.Length;

    /// <summary>Number of axes, the batch axis included.</summary>
    public int Rank => _dimensions.Length;

    /// <summary>Length of an axis; negative numbers count from the end.</summary>
    public int this[int axis] => _dimensions[axis < 0 ? axis + _dimensions.Length : axis];

    /// <inheritdoc/>
    public bool Equals(TensorShape? other) => other is not null && _dimensions.AsSpan().SequenceEqual(other._dimensions);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TensorShape);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var dimension in _dimensions) hash.Add(dimension);
        return hash.ToHashCode();
    }

    /// <summary>Whether all lengths are equal, None being equal to None.</summary>
    public static bool operator ==(TensorShape? left, TensorShape? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether any length differs.</summary>
    public static bool operator !=(TensorShape? left, TensorShape? right) => !(left == right);

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)_dimensions).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The shape as Keras prints it: <c>(None, 28, 28, 1)</c>.</summary>
    public override string ToString() =>
        $"({string.Join(", ", _dimensions.Select(d => d == Axis.None ? "None" : d.ToString()))}{(Count == 1 ? "," : "")})";
}
