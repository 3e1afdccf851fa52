using System.Collections.Frozen;

namespace Samples.Shared;

/// <summary>Words and their numbers, from 1; 0 is no word and fills sentences up.</summary>
public sealed class Vocabulary
{
    private readonly FrozenDictionary<string, int> _numbers;

    /// <param name="words">The words. Each gets the next number when it first comes.</param>
    public Vocabulary(IEnumerable<string> words) =>
        _numbers = words.Distinct().Select((word, i) => (word, number: i + 1)).ToFrozenDictionary(entry => entry.word, entry => entry.number);

    /// <summary>Numbers in use, 0 among them: the first argument of an embedding must be at least this.</summary>
    public int Size => _numbers.Count + 1;

    /// <summary>The number of a word.</summary>
    /// <exception cref="KeyNotFoundException">There is no such word.</exception>
    public int this[string word] => _numbers.TryGetValue(word, out var number) ? number
        : throw new KeyNotFoundException($"The vocabulary of {_numbers.Count} words has no '{word}'.");

    /// <summary>The words of a sentence as numbers. Zeros stand before them, as Keras's <c>pad_sequences</c> does by default, so that a
    /// recurrent layer reads the words last.</summary>
    /// <exception cref="ArgumentException">The sentence is longer than the span.</exception>
    public void Encode(string sentence, Span<int> numbers)
    {
        var words = sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > numbers.Length) throw new ArgumentException($"'{sentence}' has {words.Length} words; at most {numbers.Length} are expected.");
        numbers.Clear();
        for (var i = 0; i < words.Length; i++) numbers[^(words.Length - i)] = this[words[i]];
    }
}
