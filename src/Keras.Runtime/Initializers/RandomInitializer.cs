using System.Runtime.CompilerServices;
using Keras.Hosting;
using Keras.Kernels;

namespace Keras;

/// <summary>An initializer that draws from a stream of random numbers: one stream per weight, one number per element.</summary>
/// <param name="seed">Seed of its own; 0 takes the weight's, which comes from the model's seed and the weight's path.</param>
public abstract class RandomInitializer(int seed) : WeightInitializer
{
    /// <inheritdoc/>
    public sealed override void Fill(Span<float> values, ReadOnlySpan<int> shape, ulong seed) => Draw(values, 0, shape, KeyOf(seed));

    internal override bool FillsParts => true;

    internal sealed override void FillPart(Span<float> values, int first, ReadOnlySpan<int> shape, ulong seed) => Draw(values, first, shape, KeyOf(seed));

    /// <summary>Fills the elements of a weight from number <paramref name="first"/> on, from the stream with this key.</summary>
    private protected abstract void Draw(Span<float> values, int first, ReadOnlySpan<int> shape, ulong key);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private protected static void DrawUniform(Span<float> values, int first, float low, float high, ulong key)
    {
        for (var i = 0; i < values.Length; i++) values[i] = low + (high - low) * CounterRandom.Uniform(key, first + i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private protected static void DrawNormal(Span<float> values, int first, float mean, float deviation, ulong key)
    {
        for (var i = 0; i < values.Length; i++) values[i] = mean + deviation * CounterRandom.Normal(key, first + i);
    }

    /// <summary>Normal numbers, redrawn beyond two standard deviations.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private protected static void DrawTruncatedNormal(Span<float> values, int first, float mean, float deviation, ulong key)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var draw = CounterRandom.Normal(key, first + i);
            for (var attempt = 1UL; Math.Abs(draw) > 2f; attempt++) draw = CounterRandom.Normal(CounterRandom.Key(key, attempt), first + i);
            values[i] = mean + deviation * draw;
        }
    }

    private ulong KeyOf(ulong weightSeed) => CounterRandom.Key(seed == 0 ? weightSeed : SeedStream.From(seed), 0);
}
