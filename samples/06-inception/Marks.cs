using System.Numerics.Tensors;

namespace Samples.Marks;

/// <summary>Noisy pictures with one mark each, at any place and in any colour: three small ones, three that only a wide window takes in.</summary>
internal sealed class Marks
{
    public const int Side = 16;

    /// <summary>The marks, each a class.</summary>
    private static readonly string[][] Patterns =
    [
        ["###", "#.#", "###"],
        [".#.", "###", ".#."],
        ["#.#", ".#.", "#.#"],
        ["#####", "#...#", "#...#", "#...#", "#####"],
        ["..#..", "..#..", "#####", "..#..", "..#.."],
        ["#...#", ".#.#.", "..#..", ".#.#.", "#...#"],
    ];

    private Marks(float[] pixels, int[] labels)
    {
        Pixels = pixels;
        Labels = labels;
        Pictures = Tensor.Create(pixels, [labels.Length, Side, Side, 3]);
        LabelTensor = Tensor.Create(labels, [labels.Length]);
    }

    public static int Classes => Patterns.Length;

    public float[] Pixels { get; }

    public int[] Labels { get; }

    /// <summary>Shape (n, 16, 16, 3).</summary>
    public Tensor<float> Pictures { get; }

    /// <summary>Shape (n).</summary>
    public Tensor<int> LabelTensor { get; }

    public static Marks Generate(int count, int seed)
    {
        var random = new Random(seed);
        var (pixels, labels) = (new float[count * Side * Side * 3], new int[count]);
        for (var i = 0; i < count; i++)
        {
            labels[i] = random.Next(Classes);
            var picture = pixels.AsSpan(i * Side * Side * 3, Side * Side * 3);
            Draw(Patterns[labels[i]], random, picture);
            new Canvas(picture, Side).AddNoise(random, 0.3f);
        }
        return new(pixels, labels);
    }

    private static void Draw(string[] pattern, Random random, Span<float> picture)
    {
        var (top, left) = (random.Next(Side - pattern.Length + 1), random.Next(Side - pattern.Length + 1));
        var color = Canvas.Color((Hue)random.Next(4));
        for (var row = 0; row < pattern.Length; row++)
            for (var column = 0; column < pattern.Length; column++)
            {
                if (pattern[row][column] == '.') continue;
                var pixel = picture.Slice(((top + row) * Side + left + column) * 3, 3);
                (pixel[0], pixel[1], pixel[2]) = color;
            }
    }
}
