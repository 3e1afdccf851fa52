namespace Keras;

/// <summary>All zero.</summary>
public sealed class Zeros : WeightInitializer
{
    /// <inheritdoc/>
    public override void Fill(Span<float> values, ReadOnlySpan<int> shape, ulong seed) => values.Clear();

    internal override bool FillsParts => true;
}
