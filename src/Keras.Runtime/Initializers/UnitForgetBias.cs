namespace Keras;

/// <summary>A bias of four gates: the second, which forgets, starts at 1; the others as another initializer says.</summary>
/// <param name="others">Initializer of the other gates, which it sees as one weight each.</param>
public sealed class UnitForgetBias(WeightInitializer others) : WeightInitializer
{
    /// <summary>Initializer of the other gates.</summary>
    public WeightInitializer Others { get; } = others ?? throw new ArgumentNullException(nameof(others));

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The weight is no vector of four equal parts.</exception>
    public override void Fill(Span<float> values, ReadOnlySpan<int> shape, ulong seed)
    {
        if (shape.Length != 1 || shape[0] % 4 != 0)
            throw new ArgumentException($"Expected a bias of shape (4·units), found {shape.Length} axes and {values.Length} elements.", nameof(shape));
        var units = shape[0] / 4;
        Others.Fill(values[..units], [units], seed);
        values[units..(2 * units)].Fill(1f);
        Others.Fill(values[(2 * units)..], [2 * units], seed);
    }
}
