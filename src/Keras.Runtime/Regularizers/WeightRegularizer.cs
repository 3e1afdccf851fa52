using Keras.Layers;

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

    /// <summary>The regularizer of this kind with Keras's default arguments; null for none.</summary>
    public static WeightRegularizer? From(Regularizer kind) => From(new KernelRegularizerAttribute(kind));

    /// <summary>The regularizer that an attribute describes; null for none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An unknown kind.</exception>
    public static WeightRegularizer? From(WeightRegularizerAttribute attribute)
    {
        ArgumentNullException.ThrowIfNull(attribute);
        return attribute.Kind switch
        {
            Regularizer.None => null,
            Regularizer.L1 or Regularizer.L2 or Regularizer.L1L2 => new L1L2(attribute.L1, attribute.L2),
            Regularizer.Orthogonal => new OrthogonalRegularizer(attribute.Factor, attribute.Columns),
            _ => throw new ArgumentOutOfRangeException(nameof(attribute), attribute.Kind, "Unknown regularizer."),
        };
    }
}
