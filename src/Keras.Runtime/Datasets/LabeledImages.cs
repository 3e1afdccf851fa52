using System.Numerics.Tensors;

namespace Keras.Datasets;

/// <summary>Grey images of one size, with a label each.</summary>
public sealed class LabeledImages
{
    private readonly float[] _pixels;
    private readonly int[] _labels;

    internal LabeledImages(float[] pixels, int[] labels, int height, int width)
    {
        _pixels = pixels;
        _labels = labels;
        Height = height;
        Width = width;
        Images = Tensor.Create(pixels, [labels.Length, height, width]);
        Vectors = Tensor.Create(pixels, [labels.Length, height * width]);
        Labels = Tensor.Create(labels, [labels.Length]);
    }

    /// <summary>Number of images.</summary>
    public int Count => _labels.Length;

    /// <summary>Rows of an image.</summary>
    public int Height { get; }

    /// <summary>Columns of an image.</summary>
    public int Width { get; }

    /// <summary>The images, shape (n, height, width), 0 (background) to 1.</summary>
    public Tensor<float> Images { get; }

    /// <summary>The same memory as <see cref="Images"/> in shape (n, height·width), for dense layers.</summary>
    public Tensor<float> Vectors { get; }

    /// <summary>The labels, shape (n).</summary>
    public Tensor<int> Labels { get; }

    /// <summary>The labels as one-hot rows, shape (n, classes).</summary>
    /// <param name="classes">Number of classes, 10 by default.</param>
    public Tensor<float> OneHotLabels(int classes = 10) => Utils.ToCategorical(_labels, classes);

    /// <summary>A copy of some of the images, in order.</summary>
    /// <param name="start">The first.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many.</exception>
    public LabeledImages Slice(int start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start + (long)count, Count, nameof(count));
        var size = Height * Width;
        return new(_pixels.AsSpan(start * size, count * size).ToArray(), _labels.AsSpan(start, count).ToArray(), Height, Width);
    }

    /// <summary>The first <paramref name="count"/> images and those after them.</summary>
    public (LabeledImages First, LabeledImages Second) Split(int count) => (Slice(0, count), Slice(count, Count - count));
}
