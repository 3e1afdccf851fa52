namespace Keras;

/// <summary>Uniformly distributed values.</summary>
/// <param name="minval">Lower end, −0.05 by default.</param>
/// <param name="maxval">Upper end, 0.05 by default.</param>
/// <param name="seed">Seed of its own; 0 takes the weight's.</param>
public sealed class RandomUniform(float minval = -0.05f, float maxval = 0.05f, int seed = 0) : RandomInitializer(seed)
{
    private protected override void Draw(Span<float> values, int first, ReadOnlySpan<int> shape, ulong key) => DrawUniform(values, first, minval, maxval, key);
}
