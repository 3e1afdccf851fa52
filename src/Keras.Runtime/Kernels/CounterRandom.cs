using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Keras.Kernels;

/// <summary>Random numbers as a pure function of a key and an element number: the same in backward and recomputation, whatever the
/// threads, tiles and register widths. The vector form is <see cref="ILanes{TSelf}.Uniform"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CounterRandom
{
    /// <summary>Spacing of the 24-bit uniform numbers.</summary>
    internal const float Unit = 1f / (1 << 24);

    /// <summary>First odd multiplier of the 32-bit finaliser (MurmurHash3's, in the public domain).</summary>
    internal const uint FirstMultiplier = 0x85EBCA6B;

    /// <summary>Second odd multiplier of the 32-bit finaliser.</summary>
    internal const uint SecondMultiplier = 0xC2B2AE35;

    /// <summary>A well-mixed key from a seed and a stream number (a step, a node, a weight): keys made so are independent of each
    /// other even where their numbers are neighbours.</summary>
    public static ulong Key(ulong seed, ulong stream)
    {
        ulong key = Finalise(seed + 0x9E3779B97F4A7C15);
        return Finalise(key ^ (stream * 0xD1342543DE82EF95 + 0x9E3779B97F4A7C15));
    }

    /// <summary>A number in [0, 1) with 24 random bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Uniform(ulong key, long element) => (Hash(key, element) >> 8) * Unit;

    /// <summary>A number of the standard normal distribution (Box-Muller over two hashes of the element).</summary>
    public static float Normal(ulong key, long element)
    {
        // The upper half of the element range is a stream of its own; 1 - u lies in (0, 1], so that its logarithm is finite.
        double radius = Math.Sqrt(-2 * Math.Log(1 - Unit53(key, element)));
        return (float)(radius * Math.Cos(2 * Math.PI * Unit53(~key, element)));
    }

    /// <summary>53 random bits: the tails of the normal distribution need more than 24.</summary>
    private static double Unit53(ulong key, long element)
    {
        ulong high = Hash(key, element), low = Hash(key, element ^ long.MinValue);
        return ((high << 21) ^ (low >> 11)) * (1.0 / (1L << 53));
    }

    /// <summary>The word of key before the second round. It hangs on all bits of the key, as the first word must not be the only
    /// difference of two keys: their numbers would be the same in another order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static uint SecondWord(ulong key) => (uint)((key * 0x9E3779B97F4A7C15) >> 32);

    /// <summary>Two rounds of the finaliser with a word of key and of counter before each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Hash(ulong key, long element) =>
        Mix(Mix((uint)element ^ (uint)key) + ((uint)(element >> 32) ^ SecondWord(key)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Mix(uint hash)
    {
        hash = (hash ^ (hash >> 16)) * FirstMultiplier;
        hash = (hash ^ (hash >> 13)) * SecondMultiplier;
        return hash ^ (hash >> 16);
    }

    private static ulong Finalise(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
