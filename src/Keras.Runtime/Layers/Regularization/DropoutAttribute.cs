namespace Keras.Layers;

/// <summary>Declares a <c>Dropout</c> layer: in training zeroes each element with probability rate and divides the others by 1 − rate
/// (https://keras.io/api/layers/regularization_layers/dropout/).</summary>
/// <param name="rate">Probability that an element is dropped, 0 to 1.</param>
public sealed class DropoutAttribute(double rate) : LayerDeclarationAttribute
{
    /// <summary>Probability that an element is dropped.</summary>
    public double Rate { get; } = rate;
    /// <summary>Shape of the mask of dropped elements, batch axis first; an axis of length 1 is dropped as a whole, <see cref="Axis.None"/>
    /// takes the input's length. By default the input's shape.</summary>
    public int[] NoiseShape { get; set; } = [];
    /// <summary>Seed of this layer; 0 (default) takes it from the model's seed.</summary>
    public int Seed { get; set; }
}
