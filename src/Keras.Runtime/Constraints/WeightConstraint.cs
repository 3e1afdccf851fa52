using Keras.Layers;

namespace Keras;

/// <summary>Brings a weight back into an allowed set after each update. Users may derive from it.</summary>
public abstract class WeightConstraint
{
    /// <summary>Changes the weight in place, row-major.</summary>
    public abstract void Apply(Span<float> weight, ReadOnlySpan<int> shape);

    /// <summary>The constraint of this kind with Keras's default arguments; null for none.</summary>
    public static WeightConstraint? From(Constraint kind) => From(new KernelConstraintAttribute(kind));

    /// <summary>The constraint that an attribute describes; null for none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An unknown kind.</exception>
    public static WeightConstraint? From(WeightConstraintAttribute attribute)
    {
        ArgumentNullException.ThrowIfNull(attribute);
        var a = attribute;
        return a.Kind switch
        {
            Constraint.None => null,
            Constraint.MaxNorm => new MaxNorm(a.MaxValue, a.Axis),
            Constraint.NonNegative => new NonNegative(),
            Constraint.UnitNorm => new UnitNorm(a.Axis),
            Constraint.MinMaxNorm => new MinMaxNorm(a.MinValue, a.MaxValue, a.Rate, a.Axis),
            _ => throw new ArgumentOutOfRangeException(nameof(attribute), a.Kind, "Unknown constraint."),
        };
    }
}
