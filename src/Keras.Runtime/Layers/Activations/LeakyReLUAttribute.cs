namespace Keras.Layers;

/// <summary>Declares a <c>LeakyReLU</c> layer: x where x &gt; 0, else slope·x
/// (https://keras.io/api/layers/activation_layers/leaky_relu/).</summary>
/// <param name="negativeSlope">Slope below zero, 0.3 by default (the function's default is 0.2).</param>
public sealed class LeakyReLUAttribute(double negativeSlope = 0.3) : LayerDeclarationAttribute
{
    /// <summary>Slope below zero, at least 0.</summary>
    public double NegativeSlope { get; set; } = negativeSlope;
}
