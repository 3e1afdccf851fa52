namespace Keras;

/// <summary>One learning rate up to and including each boundary, another after it.</summary>
public sealed class PiecewiseConstantDecay : LearningRateSchedule
{
    private readonly long[] _boundaries;
    private readonly float[] _values;

    /// <param name="boundaries">Numbers of steps, rising.</param>
    /// <param name="values">The rates: one more than there are boundaries.</param>
    public PiecewiseConstantDecay(ReadOnlySpan<long> boundaries, ReadOnlySpan<float> values)
    {
        if (values.Length != boundaries.Length + 1)
            throw new ArgumentException($"{boundaries.Length} boundaries need {boundaries.Length + 1} values; found {values.Length}.", nameof(values));
        for (var i = 1; i < boundaries.Length; i++)
            if (boundaries[i] <= boundaries[i - 1])
                throw new ArgumentException($"Boundaries must rise; found {boundaries[i]} after {boundaries[i - 1]}.", nameof(boundaries));
        _boundaries = boundaries.ToArray();
        _values = values.ToArray();
    }

    /// <inheritdoc/>
    public override float At(long iterations)
    {
        var piece = 0;
        while (piece < _boundaries.Length && iterations > _boundaries[piece]) piece++;
        return _values[piece];
    }
}
