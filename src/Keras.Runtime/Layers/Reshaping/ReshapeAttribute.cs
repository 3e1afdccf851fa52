namespace Keras.Layers;

/// <summary>Declares a <c>Reshape</c> layer: the same elements in another shape
/// (https://keras.io/api/layers/reshaping_layers/reshape/).</summary>
/// <param name="targetShape">Shape of a sample, without the batch axis; one length may be −1 and is then computed.</param>
public sealed class ReshapeAttribute(params int[] targetShape) : LayerDeclarationAttribute
{
    /// <summary>Shape of a sample, without the batch axis.</summary>
    public int[] TargetShape { get; } = targetShape;
}
