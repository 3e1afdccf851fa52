using Keras.Datasets;
using Samples.Denoising;
using Samples.DigitPairs;
using Samples.Marks;

namespace Keras.Samples.Tests;

public sealed class PictureDataTests
{
    [Fact]
    public void Marks_depend_on_the_seed_alone_and_come_alike_often()
    {
        var marks = Marks.Generate(1200, seed: 1);
        Assert.Equal(marks.Pixels, Marks.Generate(1200, seed: 1).Pixels);
        Assert.NotEqual(marks.Pixels, Marks.Generate(1200, seed: 2).Pixels);
        foreach (var group in marks.Labels.GroupBy(label => label)) Assert.InRange(group.Count(), 150, 250);
        Assert.Equal(Marks.Classes, marks.Labels.Distinct().Count());
    }

    [Fact]
    public void Noise_leaves_the_mean_as_it_is()
    {
        var pictures = NoisyPictures.Generate(20, seed: 1);
        Assert.Equal(pictures.NoisyPixels, NoisyPictures.Generate(20, seed: 1).NoisyPixels);
        var noise = pictures.NoisyPixels.Zip(pictures.CleanPixels, (noisy, clean) => noisy - clean).ToArray();
        Assert.InRange(noise.Average(), -0.005f, 0.005f);
        // An even noise of 0.4 has a mean square of 0.4² / 3.
        Assert.InRange(noise.Average(value => value * value), 0.052f, 0.055f);
        Assert.InRange(pictures.CleanPixels.Min(), 0f, 1f);
        Assert.InRange(pictures.CleanPixels.Max(), 0f, 1f);
    }

    [Fact]
    public void Pairs_of_digits_are_what_they_are_said_to_be()
    {
        var digits = DrawnDigits.Generate(300, seed: 1);
        var pairs = new DigitPairSource(digits).Draw(500, new Random(2));
        Assert.Equal([500, 27, 27, 1], pairs.First.Lengths.ToArray());
        Assert.Equal(pairs.First.Values(), new DigitPairSource(digits).Draw(500, new Random(2)).First.Values());
        Assert.InRange(pairs.Same.Values().Average(), 0.43f, 0.57f);

        // Images are found again in the set by their pixels.
        var labels = digits.Labels.Values();
        var known = Enumerable.Range(0, digits.Count).ToDictionary(i => Crop(digits.Images.Values().AsSpan(i * 784, 784)), i => labels[i]);
        int Label(float[] pixels, int pair) => known[string.Join(' ', pixels.AsSpan(pair * 729, 729).ToArray())];
        var (first, second, same) = (pairs.First.Values(), pairs.Second.Values(), pairs.Same.Values());
        for (var i = 0; i < 100; i++) Assert.Equal(same[i] == 1f, Label(first, i) == Label(second, i));
    }

    private static string Crop(ReadOnlySpan<float> image)
    {
        var pixels = new float[27 * 27];
        for (var row = 0; row < 27; row++) image.Slice(row * 28, 27).CopyTo(pixels.AsSpan(row * 27));
        return string.Join(' ', pixels);
    }
}
