namespace Keras.Hosting;

/// <summary>Derives the seed of a part from the seed of the whole and the part's name: the same on every machine.</summary>
[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public static class SeedStream
{
    /// <summary>The seed as given; a random one where none was.</summary>
    public static ulong From(int? seed) =>
        seed is { } given ? Mix((ulong)given) : (ulong)Random.Shared.NextInt64(long.MinValue, long.MaxValue);

    /// <summary>The seed of the part with this name.</summary>
    public static ulong Derive(ulong seed, string name)
    {
        // FNV-1a over the UTF-16 units, then a finalizer that spreads the bits.
        var hash = 14695981039346656037UL;
        foreach (var unit in name) hash = (hash ^ unit) * 1099511628211UL;
        return Mix(seed ^ Mix(hash));
    }

    /// <summary>The seed of the part with this number.</summary>
    public static ulong Derive(ulong seed, ulong number) => Mix(seed + Mix(number + 0x9E3779B97F4A7C15UL));

    /// <summary>The seed of a nested model.</summary>
    public static int DeriveNumber(ulong seed, string name) => unchecked((int)Derive(seed, name));

    /// <summary>The finalizer of SplitMix64.</summary>
    internal static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15UL;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }
}
