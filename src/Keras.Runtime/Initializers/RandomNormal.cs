namespace Keras;

/// <summary>Normally distributed values.</summary>
/// <param name="mean">Mean, 0 by default.</param>
/// <param name="stddev">Standard deviation, 0.05 by default.</param>
/// <param name="seed">Seed of its own; 0 takes the weight's.</param>
public sealed class RandomNormal(float mean = 0f, float stddev = 0.05f, int seed = 0) : RandomInitializer(seed)
{
    private protected override void Draw(Span<float> values, int first, ReadOnlySpan<int> shape, ulong key) => DrawNormal(values, first, mean, stddev, key);
}
