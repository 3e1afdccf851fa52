using System.Numerics.Tensors;

namespace Samples.Denoising;

/// <summary>Pictures of coloured shapes, each clean and with noise.</summary>
internal sealed class NoisyPictures
{
    public const int Side = 32;
    private const int Values = Side * Side * 3;
    private const float Noise = 0.4f;

    private NoisyPictures(float[] clean, float[] noisy)
    {
        (CleanPixels, NoisyPixels) = (clean, noisy);
        Clean = Tensor.Create(clean, [clean.Length / Values, Side, Side, 3]);
        Noisy = Tensor.Create(noisy, [clean.Length / Values, Side, Side, 3]);
    }

    public float[] CleanPixels { get; }

    public float[] NoisyPixels { get; }

    /// <summary>Shape (n, 32, 32, 3).</summary>
    public Tensor<float> Clean { get; }

    /// <summary>Shape (n, 32, 32, 3).</summary>
    public Tensor<float> Noisy { get; }

    public static NoisyPictures Generate(int count, int seed)
    {
        var random = new Random(seed);
        var clean = new float[count * Values];
        for (var i = 0; i < count; i++) Draw(random, clean.AsSpan(i * Values, Values));
        var noisy = clean.ToArray();
        new Canvas(noisy, Side).AddNoise(random, Noise);
        return new(clean, noisy);
    }

    private static void Draw(Random random, Span<float> picture)
    {
        var canvas = new Canvas(picture, Side);
        var ground = 0.4f * random.NextSingle();
        picture.Fill(ground);
        for (var shape = random.Next(3, 7); shape > 0; shape--)
            canvas.Fill(
                (Shape)random.Next(4), (random.NextSingle(), random.NextSingle(), random.NextSingle()),
                Side * random.NextSingle(), Side * random.NextSingle(), 4f + 5f * random.NextSingle());
    }
}
