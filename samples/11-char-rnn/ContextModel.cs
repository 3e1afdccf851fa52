namespace Samples.Characters;

/// <summary>How often each character follows a few others: what is known of a text by counting.</summary>
/// <param name="training">The text that is counted.</param>
/// <param name="length">Characters before that are looked at.</param>
internal sealed class ContextModel(int[] training, int length)
{
    /// <summary>What the shorter context counts, in characters seen.</summary>
    private const double Smoothing = 2;

    private readonly Dictionary<long, int>[] _counts = [.. Enumerable.Range(0, length + 1).Select(order => Count(training, order))];
    private readonly Dictionary<long, int>[] _contexts = [.. Enumerable.Range(0, length + 1).Select(order => Count(training, order - 1))];

    /// <summary>The mean of -log(probability) of each character of a text, in nats.</summary>
    public double NatsPerCharacter(int[] text)
    {
        var sum = 0.0;
        for (var i = length; i < text.Length; i++) sum -= Math.Log(Probability(text, i));
        return sum / (text.Length - length);
    }

    /// <summary>Longer contexts where they were seen, mixed with shorter ones.</summary>
    private double Probability(int[] text, int place)
    {
        var probability = 1.0 / Alphabet.Size;
        for (var order = 0; order <= length; order++)
        {
            var seen = order == 0 ? training.Length : _contexts[order].GetValueOrDefault(Key(text, place - 1, order - 1));
            var followed = _counts[order].GetValueOrDefault(Key(text, place, order));
            probability = (followed + Smoothing * probability) / (seen + Smoothing);
        }
        return probability;
    }

    /// <summary>Counts runs of order + 1 characters.</summary>
    private static Dictionary<long, int> Count(int[] text, int order)
    {
        var counts = new Dictionary<long, int>();
        for (var i = Math.Max(order, 0); i < text.Length && order >= 0; i++)
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, Key(text, i, order), out _)++;
        return counts;
    }

    /// <summary>The characters from order places before this one up to it, as one number.</summary>
    private static long Key(int[] text, int place, int order)
    {
        var key = 0L;
        for (var i = place - order; i <= place; i++) key = key * Alphabet.Size + text[i];
        return key;
    }
}
