namespace Keras;

/// <summary>All one.</summary>
public sealed class Ones : WeightInitializer
{
    /// <inheritdoc/>
    public override void Fill(Span<float> values, ReadOnlySpan<int> shape, ulong seed) => values.Fill(1f);

    internal override bool FillsParts => true;
}
