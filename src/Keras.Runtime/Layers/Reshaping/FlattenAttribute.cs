namespace Keras.Layers;

/// <summary>Declares a <c>Flatten</c> layer: (batch, ...) to (batch, product of the rest)
/// (https://keras.io/api/layers/reshaping_layers/flatten/).</summary>
public sealed class FlattenAttribute : LayerDeclarationAttribute
{
    /// <summary>Channels-first input is brought to channels-last before it is flattened; channels-last by default.</summary>
    public DataFormat DataFormat { get; set; }
}
