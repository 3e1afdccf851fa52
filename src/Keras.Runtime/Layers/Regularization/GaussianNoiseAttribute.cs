namespace Keras.Layers;

/// <summary>Declares a <c>GaussianNoise</c> layer: in training adds normal noise of mean 0
/// (https://keras.io/api/layers/regularization_layers/gaussian_noise/).</summary>
/// <param name="stddev">Standard deviation of the noise, 0 to 1.</param>
public sealed class GaussianNoiseAttribute(double stddev) : LayerDeclarationAttribute
{
    /// <summary>Standard deviation of the noise.</summary>
    public double Stddev { get; } = stddev;
    /// <summary>Seed of this layer; 0 (default) takes it from the model's seed.</summary>
    public int Seed { get; set; }
}
