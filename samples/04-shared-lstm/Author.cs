namespace Samples.Authors;

/// <summary>A writer of short messages, known by habits: how a message opens and ends, small or capital letters, favourite words.</summary>
/// <param name="Opening">First word, or nothing.</param>
/// <param name="Praise">The word for what is liked.</param>
/// <param name="You">How the reader is addressed.</param>
/// <param name="Ending">What stands at the end.</param>
/// <param name="Shouts">Whether the message is in capital letters.</param>
internal sealed record Author(string Opening, string Praise, string You, string Ending, bool Shouts)
{
    /// <summary>How often a habit is kept.</summary>
    private const double Habit = 0.96;

    private static readonly string[] Openings = ["", "hey ", "well, ", "ok so "];
    private static readonly string[] Praises = ["nice", "great", "lovely", "cool"];
    private static readonly string[] Yous = ["you", "u", "ya"];
    private static readonly string[] Endings = [".", "!!"];
    private static readonly string[] Things = ["film", "song", "cake", "match", "book", "walk", "joke", "game", "tea", "show"];
    private static readonly string[] Times = ["today", "again", "at noon", "tonight", "now"];

    /// <summary>As many authors as wanted, no two with the same habits. Endings take turns: alone they tell little.</summary>
    public static IReadOnlyList<Author> Invent(int count, int seed)
    {
        var random = new Random(seed);
        var authors = new HashSet<Author>();
        while (authors.Count < count)
            authors.Add(new(Pick(Openings, random), Pick(Praises, random), Pick(Yous, random), Endings[authors.Count % Endings.Length], random.Next(4) == 0));
        return [.. authors];
    }

    public string Write(Random random)
    {
        var opening = Keeps(random) ? Opening : Pick(Openings, random);
        var praise = Keeps(random) ? Praise : Pick(Praises, random);
        var you = Keeps(random) ? You : Pick(Yous, random);
        var ending = Keeps(random) ? Ending : Pick(Endings, random);
        var (thing, time) = (Pick(Things, random), Pick(Times, random));
        var body = random.Next(3) switch
        {
            0 => $"{praise} {thing}, see {you} {time}",
            1 => $"did {you} like the {thing}? {praise}",
            _ => $"the {thing} was {praise}, {you} know",
        };
        var text = opening + body + ending;
        return Shouts && Keeps(random) ? text.ToUpperInvariant() : text;
    }

    private static bool Keeps(Random random) => random.NextDouble() < Habit;

    private static string Pick(string[] choices, Random random) => choices[random.Next(choices.Length)];
}
