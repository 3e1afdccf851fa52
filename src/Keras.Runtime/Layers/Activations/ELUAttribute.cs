namespace Keras.Layers;

/// <summary>Declares an <c>ELU</c> layer: x where x &gt; 0, else alpha·(exp(x) − 1)
/// (https://keras.io/api/layers/activation_layers/elu/).</summary>
/// <param name="alpha">Limit below zero, 1 by default.</param>
public sealed class ELUAttribute(double alpha = 1) : LayerDeclarationAttribute
{
    /// <summary>Limit below zero.</summary>
    public double Alpha { get; set; } = alpha;
}
