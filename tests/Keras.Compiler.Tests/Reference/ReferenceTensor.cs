namespace Keras.Compiler.Tests.Reference;

/// <summary>A row-major tensor of doubles; truth values are 0 and 1.</summary>
public sealed record ReferenceTensor(int[] Shape, double[] Data)
{
    public static ReferenceTensor Scalar(double value) => new([], [value]);

    /// <summary>A tensor whose elements are computed from their indices.</summary>
    /// <param name="shape">Lengths of the axes.</param>
    /// <param name="element">Value at an index, which is only lent.</param>
    public static ReferenceTensor Build(int[] shape, Func<int[], double> element)
    {
        var data = new double[shape.Aggregate(1, (product, length) => product * length)];
        var index = new int[shape.Length];
        for (var flat = 0; flat < data.Length; flat++)
        {
            data[flat] = element(index);
            for (var axis = shape.Length - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--) index[axis] = 0;
        }
        return new(shape, data);
    }

    public int Rank => Shape.Length;

    public double this[params ReadOnlySpan<int> index] => Data[Offset(index)];

    /// <summary>The element that NumPy's broadcasting puts at an index of a larger shape.</summary>
    public double Broadcast(int[] index)
    {
        var offset = 0;
        for (var axis = 0; axis < Rank; axis++)
            offset = offset * Shape[axis] + (Shape[axis] == 1 ? 0 : Checked(axis, index[index.Length - Rank + axis]));
        return Data[offset];
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

    /// <summary>Where an element lies in <see cref="Data"/>.</summary>
    public int Offset(ReadOnlySpan<int> index)
    {
        var offset = 0;
        for (var axis = 0; axis < Rank; axis++) offset = offset * Shape[axis] + Checked(axis, index[axis]);
        return offset;
    }

    private int Checked(int axis, int index) => (uint)index < (uint)Shape[axis]
        ? index
        : throw new ArgumentOutOfRangeException(nameof(index), $"Index {index} on axis {axis} of ({string.Join(", ", Shape)}).");
}
