namespace Keras.Layers;

/// <summary>Declares a <c>ReLU</c> layer: x above <see cref="Threshold"/> and up to <see cref="MaxValue"/>, below it
/// <see cref="NegativeSlope"/>·(x − <see cref="Threshold"/>)
/// (https://keras.io/api/layers/activation_layers/relu/).</summary>
/// <param name="maxValue">Upper limit of the result, none by default.</param>
public sealed class ReLUAttribute(double maxValue = double.PositiveInfinity) : LayerDeclarationAttribute
{
    /// <summary>Upper limit of the result, none by default.</summary>
    public double MaxValue { get; set; } = maxValue;
    /// <summary>Slope below the threshold, 0 by default.</summary>
    public double NegativeSlope { get; set; }
    /// <summary>Values below it are damped; 0 by default.</summary>
    public double Threshold { get; set; }
}
