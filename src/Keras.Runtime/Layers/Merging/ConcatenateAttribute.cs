namespace Keras.Layers;

/// <summary>Declares a <c>Concatenate</c> layer: joins tensors along an axis; all other axes are equal
/// (https://keras.io/api/layers/merging_layers/concatenate/).</summary>
/// <param name="axis">The axis to join along, the last by default.</param>
public sealed class ConcatenateAttribute(int axis = -1) : LayerDeclarationAttribute
{
    /// <summary>The axis to join along.</summary>
    public int Axis { get; set; } = axis;
}
