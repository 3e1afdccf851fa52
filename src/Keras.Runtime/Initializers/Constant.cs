namespace Keras;

/// <summary>All equal to one value.</summary>
/// <param name="value">The value, 0 by default.</param>
public sealed class Constant(float value = 0f) : WeightInitializer
{
    /// <inheritdoc/>
    public override void Fill(Span<float> values, ReadOnlySpan<int> shape, ulong seed) => values.Fill(value);

    internal override bool FillsParts => true;
}
