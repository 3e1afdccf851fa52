namespace Keras;

/// <summary>What a model class may say of all its layers.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ModelAttribute : Attribute
{
    /// <summary>How close the results of its layers must come to exact arithmetic; <see cref="Precision.Exact"/> holds for nested models too,
    /// and wherever the model itself is nested.</summary>
    public Precision Precision { get; set; }

    /// <summary>In which format predictions may read large weights; <see cref="WeightStorage.BFloat16"/> holds for nested models too, and
    /// wherever the model itself is nested.</summary>
    public WeightStorage WeightStorage { get; set; }
}
