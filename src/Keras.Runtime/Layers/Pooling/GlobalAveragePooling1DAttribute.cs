namespace Keras.Layers;

/// <summary>Declares a <c>GlobalAveragePooling1D</c> layer: the mean over the steps of each channel
/// (https://keras.io/api/layers/pooling_layers/global_average_pooling1d/).</summary>
public sealed class GlobalAveragePooling1DAttribute : LayerDeclarationAttribute
{
    /// <summary>Where the channel axis is, last by default.</summary>
    public DataFormat DataFormat { get; set; }
    /// <summary>Whether the axes stay with length 1; they go by default.</summary>
    public bool KeepDims { get; set; }
}
