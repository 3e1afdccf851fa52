namespace Keras;

/// <summary>Draws the first values of a weight. Users may derive from it.</summary>
public abstract class WeightInitializer
{
    /// <summary>Fills a weight, row-major.</summary>
    /// <param name="values">The weight's elements.</param>
    /// <param name="shape">The weight's shape.</param>
    /// <param name="seed">Seed of this weight's own stream: equal seeds give equal values.</param>
    public abstract void Fill(Span<float> values, ReadOnlySpan<int> shape, ulong seed);
}
