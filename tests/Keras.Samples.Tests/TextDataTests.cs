using System.Text.RegularExpressions;
using Samples.Authors;
using Samples.Headlines;

namespace Keras.Samples.Tests;

public sealed class TextDataTests
{
    [Fact]
    public void Headlines_depend_on_the_seed_alone_and_are_popular_about_half_the_time()
    {
        var headlines = Headlines.Generate(2000, seed: 3);
        Assert.Equal(headlines.Texts, Headlines.Generate(2000, seed: 3).Texts);
        Assert.NotEqual(headlines.Texts, Headlines.Generate(2000, seed: 4).Texts);
        Assert.Equal([2000, Headlines.Length], headlines.Words.Lengths.ToArray());
        Assert.Equal([2000, Headlines.Facts], headlines.FactValues.Lengths.ToArray());
        Assert.InRange(headlines.Popular.Average(), 0.45, 0.55);
        Assert.Equal(headlines.Popular.Select(label => (float)label), headlines.PopularColumn.Values());
        Assert.InRange(headlines.Words.Values().Max(), 1, Headlines.Vocabulary.Size - 1);
    }

    [Fact]
    public void Who_does_it_to_whom_decides_with_the_facts()
    {
        var headlines = Headlines.Generate(20_000, seed: 5);
        double Popularity(string pattern) => Enumerable.Range(0, headlines.Count)
            .Where(i => Regex.IsMatch(headlines.Texts[i], pattern)).Average(i => headlines.Popular[i]);
        Assert.InRange(Popularity(@"king (?!is)\w+ the"), 0, 0.35);
        Assert.InRange(Popularity(@"flea (?!is)\w+ the"), 0.65, 1);
        Assert.InRange(Popularity(@"by the (\w+ )?king"), 0, 0.35);
        Assert.InRange(Popularity(@"by the (\w+ )?flea"), 0.65, 1);
    }

    [Fact]
    public void Half_of_the_pairs_are_by_one_author()
    {
        var authors = Author.Invent(10, seed: 1);
        Assert.Equal(10, authors.Distinct().Count());
        var pairs = TweetPairs.Generate(authors, 1000, seed: 2);
        Assert.Equal(pairs.First, TweetPairs.Generate(authors, 1000, seed: 2).First);
        Assert.InRange(pairs.Same.Average(), 0.45, 0.55);
        Assert.Equal([1000, TweetPairs.Length, TweetPairs.Codes], pairs.FirstMatrices.Lengths.ToArray());
        // Each character is one 1, and the last character stands in the last row.
        Assert.Equal(pairs.Second.Sum(text => text.Length), pairs.SecondMatrices.Values().Sum());
        Assert.Equal(1f, pairs.SecondMatrices[7, TweetPairs.Length - 1, pairs.Second[7][^1]]);
    }
}
