namespace Keras.Benchmarks.Peers.Facts;

/// <summary>The same numbers in each run and, since a model has up to 165 million weights, fast.</summary>
internal sealed class FastRandom(uint seed)
{
    private uint _state = 2463534242u + seed * 7919u;

    public float[] Numbers(int count, float low, float high)
    {
        var values = new float[count];
        for (var i = 0; i < values.Length; i++) values[i] = low + (high - low) * ((Next() >> 8) * (1f / (1 << 24)));
        return values;
    }

    public int[] Integers(int count, int end)
    {
        var values = new int[count];
        for (var i = 0; i < values.Length; i++) values[i] = (int)(Next() % (uint)end);
        return values;
    }

    /// <summary>Marsaglia's xorshift.</summary>
    private uint Next()
    {
        _state ^= _state << 13;
        _state ^= _state >> 17;
        return _state ^= _state << 5;
    }
}
