using System.Numerics.Tensors;

namespace Samples.Authors;

/// <summary>Pairs of messages, half of them by one author. A message is a matrix: a row per character, 1 in the column of its code.</summary>
internal sealed class TweetPairs
{
    public const int Length = 40;
    public const int Codes = 128;

    private TweetPairs(string[] first, string[] second, int[] same)
    {
        (First, Second, Same) = (first, second, same);
        FirstMatrices = Matrices(first);
        SecondMatrices = Matrices(second);
        SameColumn = Tensor.Create([.. same.Select(label => (float)label)], [same.Length, 1]);
    }

    public IReadOnlyList<string> First { get; }

    public IReadOnlyList<string> Second { get; }

    /// <summary>1 where both are by one author.</summary>
    public int[] Same { get; }

    /// <summary>Shape (n, 40, 128).</summary>
    public Tensor<float> FirstMatrices { get; }

    /// <summary>Shape (n, 40, 128).</summary>
    public Tensor<float> SecondMatrices { get; }

    /// <summary>Shape (n, 1).</summary>
    public Tensor<float> SameColumn { get; }

    /// <summary>Every pair has two new messages.</summary>
    public static TweetPairs Generate(IReadOnlyList<Author> authors, int count, int seed)
    {
        var random = new Random(seed);
        var (first, second, same) = (new string[count], new string[count], new int[count]);
        for (var i = 0; i < count; i++)
        {
            var a = random.Next(authors.Count);
            var b = a;
            same[i] = random.Next(2);
            if (same[i] == 0) b = (a + 1 + random.Next(authors.Count - 1)) % authors.Count;
            (first[i], second[i]) = (authors[a].Write(random), authors[b].Write(random));
        }
        return new(first, second, same);
    }

    /// <summary>Rows of zeros stand before a message, so that the LSTM reads its characters last.</summary>
    private static Tensor<float> Matrices(string[] texts)
    {
        var values = new float[texts.Length * Length * Codes];
        for (var i = 0; i < texts.Length; i++)
        {
            if (texts[i].Length > Length) throw new InvalidOperationException($"'{texts[i]}' has {texts[i].Length} characters; at most {Length} are expected.");
            var start = Length - texts[i].Length;
            for (var place = 0; place < texts[i].Length; place++) values[(i * Length + start + place) * Codes + texts[i][place]] = 1f;
        }
        return Tensor.Create(values, [texts.Length, Length, Codes]);
    }
}
