using System.Numerics.Tensors;
using Keras.Datasets;

namespace Samples.DigitPairs;

/// <summary>Pairs of digits out of a set of images, half of them of the same digit.</summary>
/// <param name="First">The first images, shape (n, 27, 27, 1).</param>
/// <param name="Second">The second images, shape (n, 27, 27, 1).</param>
/// <param name="Same">1 where both show the same digit, shape (n, 1).</param>
internal sealed record DigitPairs(Tensor<float> First, Tensor<float> Second, Tensor<float> Same)
{
    /// <summary>The guide's side: 28 without the last row and column.</summary>
    public const int Side = 27;

    public static DigitPairs Draw(LabeledImages digits, int count, Random random)
    {
        var labels = digits.Labels.Values();
        var byDigit = Enumerable.Range(0, 10).Select(digit => Enumerable.Range(0, labels.Length).Where(i => labels[i] == digit).ToArray()).ToArray();
        var pixels = digits.Images.Values();
        var (first, second, same) = (new float[count * Side * Side], new float[count * Side * Side], new float[count]);
        for (var i = 0; i < count; i++)
        {
            var a = random.Next(10);
            var b = a;
            if (random.Next(2) == 0) b = (a + random.Next(1, 10)) % 10;
            same[i] = a == b ? 1f : 0f;
            Copy(pixels, byDigit[a][random.Next(byDigit[a].Length)], digits, first.AsSpan(i * Side * Side));
            Copy(pixels, byDigit[b][random.Next(byDigit[b].Length)], digits, second.AsSpan(i * Side * Side));
        }
        return new(Tensor.Create(first, [count, Side, Side, 1]), Tensor.Create(second, [count, Side, Side, 1]), Tensor.Create(same, [count, 1]));
    }

    private static void Copy(float[] pixels, int image, LabeledImages digits, Span<float> destination)
    {
        for (var row = 0; row < Side; row++)
            pixels.AsSpan((image * digits.Height + row) * digits.Width, Side).CopyTo(destination[(row * Side)..]);
    }
}
