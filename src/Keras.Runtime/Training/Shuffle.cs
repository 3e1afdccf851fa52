using Keras.Hosting;

namespace Keras.Training;

/// <summary>Orders of samples that depend on nothing but a seed.</summary>
internal static class Shuffle
{
    /// <summary>The numbers from 0 in ascending order.</summary>
    public static int[] Ascending(int count) => [.. Enumerable.Range(0, count)];

    /// <summary>Brings the numbers into a random order (Fisher and Yates); every call begins from ascending order.</summary>
    public static void Apply(Span<int> order, ulong seed)
    {
        for (var i = 0; i < order.Length; i++) order[i] = i;
        for (var i = order.Length - 1; i > 0; i--)
        {
            var random = SeedStream.Derive(seed, (ulong)i);
            // The high bits of a product pick a place without division; the bias is below 2^-32.
            var place = (int)((random >> 32) * (ulong)(i + 1) >> 32);
            (order[i], order[place]) = (order[place], order[i]);
        }
    }
}
