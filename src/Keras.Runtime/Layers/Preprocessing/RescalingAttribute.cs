namespace Keras.Layers;

/// <summary>Declares a <c>Rescaling</c> layer: x·scale + offset
/// (https://keras.io/api/layers/preprocessing_layers/image_preprocessing/rescaling/).</summary>
/// <param name="scale">Factor.</param>
/// <param name="offset">Added after scaling.</param>
public sealed class RescalingAttribute(double scale, double offset = 0) : LayerDeclarationAttribute
{
    /// <summary>Factor.</summary>
    public double Scale { get; } = scale;
    /// <summary>Added after scaling.</summary>
    public double Offset { get; set; } = offset;
}
