namespace Keras.Layers;

/// <summary>Declares a <c>SpatialDropout3D</c> layer: in training zeroes each channel of a sample as a whole with probability rate and
/// divides the others by 1 − rate (https://keras.io/api/layers/regularization_layers/spatial_dropout3d/).</summary>
/// <param name="rate">Probability that a channel is dropped, 0 to 1.</param>
public sealed class SpatialDropout3DAttribute(double rate) : LayerDeclarationAttribute
{
    /// <summary>Probability that a channel is dropped.</summary>
    public double Rate { get; } = rate;
    /// <summary>Where the channel axis is, last by default.</summary>
    public DataFormat DataFormat { get; set; }
    /// <summary>Seed of this layer; 0 (default) takes it from the model's seed.</summary>
    public int Seed { get; set; }
}
