namespace Keras.Layers;

/// <summary>Declares a <c>GlobalMaxPooling2D</c> layer: the largest element over height and width of each channel
/// (https://keras.io/api/layers/pooling_layers/global_max_pooling2d/).</summary>
public sealed class GlobalMaxPooling2DAttribute : LayerDeclarationAttribute
{
    /// <summary>Where the channel axis is, last by default.</summary>
    public DataFormat DataFormat { get; set; }
    /// <summary>Whether the axes stay with length 1; they go by default.</summary>
    public bool KeepDims { get; set; }
}
