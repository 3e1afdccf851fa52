using System.Numerics.Tensors;

namespace Samples.Headlines;

/// <summary>Headlines, facts about each, and whether many read it: what weak ones do to mighty ones is news, the reverse is not; the facts
/// tip the balance. Who does it to whom is only in the order of the words.</summary>
internal sealed class Headlines
{
    public const int Length = 100;
    public const int Facts = 5;

    /// <summary>From the weakest to the mightiest.</summary>
    private static readonly string[] Actors =
    [
        "flea", "ant", "snail", "mouse", "sparrow", "frog", "hen", "cat", "goose", "child", "dog", "pupil",
        "goat", "clerk", "baker", "teacher", "horse", "officer", "mayor", "lion", "general", "minister", "elephant", "king",
    ];

    private static readonly (string Active, string Passive)[] Deeds =
    [
        ("bites", "bitten"), ("chases", "chased"), ("beats", "beaten"), ("scares", "scared"), ("saves", "saved"), ("fools", "fooled"),
    ];

    private static readonly string[] Leads = ["breaking", "today", "exclusive", "watch", "finally"];
    private static readonly string[] Adjectives = ["old", "young", "lonely", "famous", "sleepy", "brave", "angry", "lucky"];
    private static readonly string[] Places = ["paris", "lisbon", "oslo", "vienna", "dublin", "prague"];

    /// <summary>What followers, a picture, the hour, the length and the editor's liking count.</summary>
    private static readonly float[] FactWeights = [2.1f, 1.4f, -1.2f, -0.9f, 1.7f];

    private Headlines(string[] texts, int[] words, float[] facts, int[] popular)
    {
        Texts = texts;
        Words = Tensor.Create(words, [texts.Length, Length]);
        FactValues = Tensor.Create(facts, [texts.Length, Facts]);
        Popular = popular;
        PopularColumn = Tensor.Create([.. popular.Select(label => (float)label)], [texts.Length, 1]);
    }

    public static Vocabulary Vocabulary { get; } =
        new([.. Actors, .. Deeds.SelectMany(deed => new[] { deed.Active, deed.Passive }), .. Leads, .. Adjectives, .. Places, "is", "by", "in", "the"]);

    public int Count => Texts.Count;

    public IReadOnlyList<string> Texts { get; }

    /// <summary>The words' numbers, shape (n, 100); zeros stand before them.</summary>
    public Tensor<int> Words { get; }

    /// <summary>Facts from 0 to 1, shape (n, 5).</summary>
    public Tensor<float> FactValues { get; }

    public IReadOnlyList<int> Popular { get; }

    /// <summary>The labels as both outputs want them, shape (n, 1).</summary>
    public Tensor<float> PopularColumn { get; }

    public static Headlines Generate(int count, int seed)
    {
        var random = new Random(seed);
        var (texts, words, facts, popular) = (new string[count], new int[count * Length], new float[count * Facts], new int[count]);
        for (var i = 0; i < count; i++)
        {
            texts[i] = Write(random, out var news);
            Vocabulary.Encode(texts[i], words.AsSpan(i * Length, Length));
            var score = news ? 0.8f : -0.8f;
            for (var fact = 0; fact < Facts; fact++)
            {
                facts[i * Facts + fact] = random.NextSingle();
                score += FactWeights[fact] * (facts[i * Facts + fact] - 0.5f);
            }
            popular[i] = score > 0f ? 1 : 0;
        }
        return new(texts, words, facts, popular);
    }

    private static string Write(Random random, out bool news)
    {
        var first = random.Next(Actors.Length);
        var second = random.Next(Actors.Length - 1);
        if (second >= first) second++;
        var deed = Deeds[random.Next(Deeds.Length)];
        var passive = random.Next(3) == 0;
        // In the passive voice the second one is who does it.
        news = passive ? second < first : first < second;

        var words = new List<string>();
        if (random.Next(2) == 0) words.Add(Leads[random.Next(Leads.Length)]);
        AddActor(words, Actors[first], random);
        if (passive) words.AddRange(["is", deed.Passive, "by"]);
        else words.Add(deed.Active);
        AddActor(words, Actors[second], random);
        if (random.Next(2) == 0) words.AddRange(["in", Places[random.Next(Places.Length)]]);
        return string.Join(' ', words);
    }

    private static void AddActor(List<string> words, string actor, Random random)
    {
        words.Add("the");
        if (random.Next(2) == 0) words.Add(Adjectives[random.Next(Adjectives.Length)]);
        words.Add(actor);
    }
}
