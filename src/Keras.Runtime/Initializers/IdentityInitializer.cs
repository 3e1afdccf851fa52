namespace Keras;

/// <summary>The identity matrix times a gain.</summary>
/// <param name="gain">Value on the diagonal, 1 by default.</param>
public sealed class IdentityInitializer(float gain = 1f) : WeightInitializer
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The shape has other than two axes.</exception>
    public override void Fill(Span<float> values, ReadOnlySpan<int> shape, ulong seed)
    {
        if (shape.Length != 2)
            throw new ArgumentException($"The identity initializer takes a weight with two axes; found shape {new TensorShape(shape)}.", nameof(shape));
        values.Clear();
        for (var i = 0; i < Math.Min(shape[0], shape[1]); i++) values[i * shape[1] + i] = gain;
    }
}
