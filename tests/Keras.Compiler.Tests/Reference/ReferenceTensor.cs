namespace Keras.Compiler.Tests.Reference;

/// <summary>A row-major tensor of doubles; truth values are 0 and 1.</summary>
public sealed record ReferenceTensor(int[] Shape, double[] Data)
{
    public static ReferenceTensor Scalar(double value) => new([], [value]);

    /// <summary>A tensor whose elements are computed from their indices.</summary>
    public static ReferenceTensor Build(int[] shape, Func<int[], double> element) => new(shape, [.. Indices(shape).Select(element)]);

    public int Rank => Shape.Length;

    public double this[params ReadOnlySpan<int> index] => Data[Offset(index)];

    /// <summary>The element that NumPy's broadcasting puts at an index of a larger shape.</summary>
    public double Broadcast(int[] index)
    {
        var own = index[(index.Length - Rank)..];
        for (var axis = 0; axis < Rank; axis++)
            if (Shape[axis] == 1) own[axis] = 0;
        return this[own];
    }

    /// <summary>All indices of a shape in row-major order; each is a fresh array.</summary>
    public static IEnumerable<int[]> Indices(int[] shape)
    {
        var count = shape.Aggregate(1, (product, length) => product * length);
        for (var flat = 0; flat < count; flat++)
        {
            var index = new int[shape.Length];
            for (int axis = shape.Length - 1, rest = flat; axis >= 0; rest /= shape[axis--]) index[axis] = rest % shape[axis];
            yield return index;
        }
    }

    private int Offset(ReadOnlySpan<int> index)
    {
        var offset = 0;
        for (var axis = 0; axis < Rank; axis++)
        {
            if ((uint)index[axis] >= (uint)Shape[axis]) throw new ArgumentOutOfRangeException(nameof(index), $"Index {index[axis]} on axis {axis} of ({string.Join(", ", Shape)}).");
            offset = offset * Shape[axis] + index[axis];
        }
        return offset;
    }
}
