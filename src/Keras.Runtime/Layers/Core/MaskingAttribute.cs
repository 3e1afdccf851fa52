namespace Keras.Layers;

/// <summary>Declares a <c>Masking</c> layer: layers after it leave out the steps whose features all have one value
/// (https://keras.io/api/layers/core_layers/masking/).</summary>
/// <param name="maskValue">The value.</param>
public sealed class MaskingAttribute(double maskValue = 0) : LayerDeclarationAttribute
{
    /// <summary>The value.</summary>
    public double MaskValue { get; set; } = maskValue;
}
