using System.Text;

namespace Samples.Characters;

/// <summary>Small stories out of a grammar: a text that is never the same, for those who have none of their own.</summary>
internal static class Stories
{
    private static readonly string[] Names = ["Mira", "Tobias", "Old Anselm", "Greta", "the miller", "the ferryman", "her brother", "the blind king"];
    private static readonly string[] Animals = ["fox", "heron", "donkey", "hedgehog", "owl", "swallow", "wolf", "carp"];
    private static readonly string[] Things = ["lantern", "silver bell", "rope", "map", "basket", "broken clock", "key", "wooden flute"];
    private static readonly string[] Places = ["bridge", "orchard", "lighthouse", "market", "mill", "harbour", "forest", "empty house"];
    private static readonly string[] Times = ["at dawn", "after the rain", "one winter", "before supper", "on the third day", "in the night"];
    private static readonly string[] Looks = ["quiet", "bright", "crooked", "forgotten", "golden", "cold", "gentle", "narrow"];
    private static readonly string[] Motions = ["walked to", "ran past", "waited at", "looked for", "dreamt of", "came back from"];
    private static readonly string[] Deeds = ["found", "lost", "mended", "carried", "hid", "sold", "gave away", "remembered"];

    /// <param name="length">Characters, at least.</param>
    /// <param name="seed">Other seeds tell other stories.</param>
    public static string Tell(int length, int seed)
    {
        var random = new Random(seed);
        var text = new StringBuilder();
        while (text.Length < length)
        {
            for (var sentence = random.Next(3, 7); sentence > 0; sentence--) text.Append(Sentence(random)).Append(sentence > 1 ? ' ' : '\n');
            text.Append('\n');
        }
        return text.ToString();
    }

    private static string Sentence(Random random)
    {
        string Pick(string[] choices) => choices[random.Next(choices.Length)];
        string Something() => random.Next(2) == 0 ? $"the {Pick(Things)}" : $"a {Pick(Looks)} {Pick(Things)}";
        string Somewhere() => random.Next(2) == 0 ? $"the {Pick(Places)}" : $"the {Pick(Looks)} {Pick(Places)}";
        var text = random.Next(7) switch
        {
            0 => $"{Pick(Times)}, {Pick(Names)} {Pick(Motions)} {Somewhere()}.",
            1 => $"{Pick(Names)} {Pick(Deeds)} {Something()} near {Somewhere()}.",
            2 => $"\"where is {Something()}?\" asked the {Pick(Animals)}.",
            3 => $"\"I {Pick(Deeds)} it {Pick(Times)},\" said {Pick(Names)}.",
            4 => $"nobody {Pick(Motions)} {Somewhere()} {Pick(Times)}, but the {Pick(Animals)} did.",
            5 => $"there was {Something()} in {Somewhere()}, and {Pick(Names)} knew it.",
            _ => $"the {Pick(Animals)} {Pick(Deeds)} {Something()} and {Pick(Motions)} {Somewhere()}.",
        };
        var capital = text[0] == '"' ? 1 : 0;
        return text[..capital] + char.ToUpperInvariant(text[capital]) + text[(capital + 1)..];
    }
}
