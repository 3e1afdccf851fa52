namespace Keras.Training;

/// <summary>The names of figures: in Keras's order, and in alphabetical order.</summary>
internal sealed class FigureNames
{
    private readonly string[] _names;
    private readonly int[] _sorted;

    /// <param name="names">The names in Keras's order; those that callbacks have added behind them.</param>
    /// <param name="listed">How many are in Keras's list.</param>
    public FigureNames(string[] names, int listed)
    {
        _names = names;
        Listed = new(names, 0, listed);
        _sorted = [.. Enumerable.Range(0, names.Length).OrderBy(i => names[i], StringComparer.Ordinal)];
    }

    /// <summary>Of no figures.</summary>
    public static FigureNames None { get; } = new([], 0);

    public int Count => _names.Length;

    /// <summary>Those of Keras's list, in its order.</summary>
    public ArraySegment<string> Listed { get; }

    /// <summary>Places of the names in alphabetical order.</summary>
    public ReadOnlySpan<int> Sorted => _sorted;

    public string this[int place] => _names[place];

    /// <summary>The place of a name, or −1.</summary>
    public int Find(string name) => Array.IndexOf(_names, name);
}
