using System.IO.Compression;
using Samples.Characters;

namespace Keras.Samples.Tests;

public sealed class CharacterDataTests
{
    [Fact]
    public void Characters_of_the_alphabet_come_back_and_others_become_question_marks()
    {
        var text = new string([.. Enumerable.Range(32, 95).Select(code => (char)code), '\n']);
        var numbers = Alphabet.Encode(text);
        Assert.Equal(Alphabet.Size, numbers.Distinct().Count());
        Assert.All(numbers, number => Assert.InRange(number, 0, Alphabet.Size - 1));
        Assert.Equal(text, string.Concat(numbers.Select(Alphabet.Character)));
        Assert.Equal("a?\n", string.Concat(Alphabet.Encode("aé\r\n").Select(Alphabet.Character)));
    }

    [Fact]
    public void Windows_follow_one_another_and_look_one_character_ahead()
    {
        var (characters, next) = Corpus.Windows([.. Enumerable.Range(0, 12)], length: 3, offset: 1);
        Assert.Equal([3, 3], characters.Lengths.ToArray());
        Assert.Equal(Enumerable.Range(1, 9), characters.Values());
        Assert.Equal(Enumerable.Range(2, 9), next.Values());
        Assert.Contains("at least 5", Assert.Throws<ArgumentException>(() => Corpus.Windows([1, 2, 3], length: 3, offset: 1)).Message);
    }

    [Fact]
    public void A_text_is_read_zipped_and_plain()
    {
        var folder = Directory.CreateTempSubdirectory("text");
        var (plain, zipped) = (Path.Combine(folder.FullName, "a.txt"), Path.Combine(folder.FullName, "a.txt.gz"));
        File.WriteAllText(plain, "a story");
        using (var stream = new GZipStream(File.Create(zipped), CompressionLevel.Fastest)) stream.Write("a story"u8);
        Assert.Equal("a story", Corpus.Read(new(plain)));
        Assert.Equal("a story", Corpus.Read(new(zipped)));
        folder.Delete(recursive: true);
        var corpus = Corpus.Of(new string('a', 90) + new string('b', 10));
        Assert.Equal((90, 10), (corpus.Training.Length, corpus.Test.Length));
    }

    [Fact]
    public void Stories_depend_on_the_seed_alone()
    {
        var story = Stories.Tell(5000, seed: 1);
        Assert.Equal(story, Stories.Tell(5000, seed: 1));
        Assert.NotEqual(story, Stories.Tell(5000, seed: 2));
        Assert.DoesNotContain('?', string.Concat(Alphabet.Encode(story.Replace('?', '.')).Select(Alphabet.Character)));
    }

    [Fact]
    public void Counting_finds_what_a_text_has_of_order()
    {
        var random = new Random(1);
        int[] Even(int count) => [.. Enumerable.Range(0, count).Select(_ => random.Next(4))];
        int[] Turns(int count) => [.. Enumerable.Range(0, count).Select(i => i % 3)];
        Assert.InRange(new ContextModel(Even(20_000), 2).NatsPerCharacter(Even(5000)), Math.Log(4), Math.Log(4) * 1.01);
        Assert.InRange(new ContextModel(Turns(3000), 1).NatsPerCharacter(Turns(300)), 0, 0.01);
    }
}
