namespace Keras;

/// <summary>Brings a weight back into an allowed set after each update. Users may derive from it.</summary>
public abstract class WeightConstraint
{
    /// <summary>Changes the weight in place, row-major.</summary>
    public abstract void Apply(Span<float> weight, ReadOnlySpan<int> shape);
}
