namespace Keras.Layers;

/// <summary>Declares an <c>AlphaDropout</c> layer: in training sets each element with probability rate to what SELU gives far below
/// zero, and scales and shifts all so that mean 0 and variance 1 stay
/// (https://keras.io/api/layers/regularization_layers/alpha_dropout/).</summary>
/// <param name="rate">Probability that an element is dropped, from 0 to below 1.</param>
public sealed class AlphaDropoutAttribute(double rate) : LayerDeclarationAttribute
{
    /// <summary>Probability that an element is dropped.</summary>
    public double Rate { get; } = rate;
    /// <summary>Shape of the mask of dropped elements, batch axis first; an axis of length 1 is dropped as a whole, <see cref="Axis.None"/>
    /// takes the input's length. By default the input's shape.</summary>
    public int[] NoiseShape { get; set; } = [];
    /// <summary>Seed of this layer; 0 (default) takes it from the model's seed.</summary>
    public int Seed { get; set; }
}
