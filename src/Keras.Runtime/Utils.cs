using System.Numerics.Tensors;

namespace Keras;

/// <summary>Helpers for data (https://keras.io/api/utils/).</summary>
public static class Utils
{
    /// <summary>One-hot rows from labels: shape (n, classes), 1 at the label and 0 elsewhere.</summary>
    /// <param name="labels">Labels from 0, of any shape; read row-major.</param>
    /// <param name="classes">Number of classes; 0 (default) takes the largest label plus 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A label below 0 or not below <paramref name="classes"/>.</exception>
    public static Tensor<float> ToCategorical(Tensor<int> labels, int classes = 0)
    {
        ArgumentNullException.ThrowIfNull(labels);
        var flat = new int[labels.FlattenedLength];
        labels.FlattenTo(flat);
        return ToCategorical(flat, classes);
    }

    /// <inheritdoc cref="ToCategorical(Tensor{int}, int)"/>
    public static Tensor<float> ToCategorical(ReadOnlySpan<int> labels, int classes = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(classes);
        if (classes == 0) classes = labels.IsEmpty ? 1 : TensorPrimitives.Max(labels) + 1;
        var rows = new float[labels.Length * classes];
        for (var i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] >= (uint)classes)
                throw new ArgumentOutOfRangeException(nameof(labels), labels[i], $"Label {i} must be from 0 to {classes - 1}.");
            rows[i * classes + labels[i]] = 1f;
        }
        return Tensor.Create(rows, [labels.Length, classes]);
    }
}
