namespace Keras.Layers;

/// <summary>Declares a <c>GaussianDropout</c> layer: in training multiplies each element by normal noise of mean 1 and standard deviation
/// √(rate / (1 − rate)) (https://keras.io/api/layers/regularization_layers/gaussian_dropout/).</summary>
/// <param name="rate">The rate of the <c>Dropout</c> with the same variance, from 0 to below 1.</param>
public sealed class GaussianDropoutAttribute(double rate) : LayerDeclarationAttribute
{
    /// <summary>The rate of the <c>Dropout</c> with the same variance.</summary>
    public double Rate { get; } = rate;
    /// <summary>Seed of this layer; 0 (default) takes it from the model's seed.</summary>
    public int Seed { get; set; }
}
