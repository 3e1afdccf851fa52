namespace Keras;

/// <summary>A penalty on a trainable weight, added to the loss. Users may derive from it.</summary>
public abstract class WeightRegularizer
{
    /// <summary>Whether the penalty is a sum over elements to which zeros add nothing, so that a weight's padded physical memory may be
    /// handed over as it is.</summary>
    public virtual bool IsElementwise => false;

    /// <summary>The penalty for a weight, row-major unless <see cref="IsElementwise"/>.</summary>
    public abstract float Penalty(ReadOnlySpan<float> weight, ReadOnlySpan<int> shape);

    /// <summary>Adds the penalty's gradient.</summary>
    public abstract void AddGradient(ReadOnlySpan<float> weight, ReadOnlySpan<int> shape, Span<float> gradient);
}
