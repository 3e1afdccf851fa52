using System.Numerics.Tensors;
using Keras.Datasets;

namespace Samples.DigitPairs;

/// <summary>Pairs of images, half of them of the same digit.</summary>
/// <param name="First">The first images, shape (n, 27, 27, 1).</param>
/// <param name="Second">The second images, shape (n, 27, 27, 1).</param>
/// <param name="Same">1 where both show the same digit, shape (n, 1).</param>
internal sealed record DigitPairs(Tensor<float> First, Tensor<float> Second, Tensor<float> Same)
{
    /// <summary>The guide's side: an image without its last row and column.</summary>
    public const int Side = 27;
}

/// <summary>Draws pairs out of a set of images.</summary>
internal sealed class DigitPairSource
{
    private const int Side = DigitPairs.Side;
    private readonly LabeledImages _digits;
    private readonly float[] _pixels;

    /// <summary>Numbers of the images of each digit.</summary>
    private readonly int[][] _images;

    public DigitPairSource(LabeledImages digits)
    {
        (_digits, _pixels) = (digits, digits.Images.Values());
        var labels = digits.Labels.Values();
        _images = [.. Enumerable.Range(0, 10).Select(digit => Enumerable.Range(0, labels.Length).Where(i => labels[i] == digit).ToArray())];
    }

    public DigitPairs Draw(int count, Random random)
    {
        var (first, second, same) = (new float[count * Side * Side], new float[count * Side * Side], new float[count]);
        for (var i = 0; i < count; i++)
        {
            var a = random.Next(10);
            var b = random.Next(2) == 0 ? a : (a + random.Next(1, 10)) % 10;
            same[i] = a == b ? 1f : 0f;
            CopyOneOf(a, random, first.AsSpan(i * Side * Side));
            CopyOneOf(b, random, second.AsSpan(i * Side * Side));
        }
        return new(Tensor.Create(first, [count, Side, Side, 1]), Tensor.Create(second, [count, Side, Side, 1]), Tensor.Create(same, [count, 1]));
    }

    private void CopyOneOf(int digit, Random random, Span<float> destination)
    {
        var image = _images[digit][random.Next(_images[digit].Length)];
        for (var row = 0; row < Side; row++)
            _pixels.AsSpan((image * _digits.Height + row) * _digits.Width, Side).CopyTo(destination[(row * Side)..]);
    }
}
