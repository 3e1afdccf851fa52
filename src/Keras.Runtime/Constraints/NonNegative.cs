namespace Keras;

/// <summary>Negative elements become zero.</summary>
public sealed class NonNegative : WeightConstraint
{
    /// <inheritdoc/>
    public override void Apply(Span<float> weight, ReadOnlySpan<int> shape)
    {
        foreach (ref var value in weight)
            if (value < 0f) value = 0f;
    }
}
