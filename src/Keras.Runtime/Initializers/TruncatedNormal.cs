namespace Keras;

/// <summary>Normally distributed values, redrawn beyond two standard deviations.</summary>
/// <param name="mean">Mean, 0 by default.</param>
/// <param name="stddev">Standard deviation before truncation, 0.05 by default.</param>
/// <param name="seed">Seed of its own; 0 takes the weight's.</param>
public sealed class TruncatedNormal(float mean = 0f, float stddev = 0.05f, int seed = 0) : RandomInitializer(seed)
{
    private protected override void Draw(Span<float> values, int first, ReadOnlySpan<int> shape, ulong key) => DrawTruncatedNormal(values, first, mean, stddev, key);
}
