using System.Numerics.Tensors;

namespace Samples.Shared;

/// <summary>Tensors to arrays.</summary>
public static class TensorValues
{
    /// <summary>The elements in row-major order.</summary>
    public static T[] Values<T>(this Tensor<T> tensor)
    {
        var values = new T[tensor.FlattenedLength];
        tensor.FlattenTo(values);
        return values;
    }

    /// <summary>The column of the greatest value in each row.</summary>
    /// <param name="rows">Shape (n, classes).</param>
    public static int[] MostLikely(this Tensor<float> rows)
    {
        var values = rows.Values();
        var classes = (int)rows.Lengths[1];
        var columns = new int[rows.Lengths[0]];
        for (var i = 0; i < columns.Length; i++) columns[i] = TensorPrimitives.IndexOfMax<float>(values.AsSpan(i * classes, classes));
        return columns;
    }
}
