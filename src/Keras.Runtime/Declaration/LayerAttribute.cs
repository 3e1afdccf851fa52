namespace Keras;

/// <summary>What every layer or nested model may be given beside its own hyperparameters.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class LayerAttribute : Attribute
{
    /// <summary>The layer's Keras name. By default the field's name in snake case without leading underscores.</summary>
    public string? Name { get; set; }

    /// <summary>Whether training changes the layer's weights; true by default. Can also be set at run time before <c>Compile</c>.</summary>
    public bool Trainable { get; set; } = true;

    /// <summary>How close its results must come to exact arithmetic; <see cref="Precision.Exact"/> on a wrapper or nested model holds for all
    /// that is in it.</summary>
    public Precision Precision { get; set; }

    /// <summary>In which format predictions may read large weights; <see cref="WeightStorage.BFloat16"/> on a wrapper or nested model holds for
    /// all that is in it.</summary>
    public WeightStorage WeightStorage { get; set; }
}
