namespace Keras.Layers;

/// <summary>Declares a <c>Permute</c> layer: axes of a sample in another order
/// (https://keras.io/api/layers/reshaping_layers/permute/).</summary>
/// <param name="dims">For each axis of the result after the batch, which axis of the input it is, counted from 1: <c>[2, 1]</c>
/// exchanges the first two.</param>
public sealed class PermuteAttribute(int[] dims) : LayerDeclarationAttribute
{
    /// <summary>For each axis of the result after the batch, which axis of the input it is, counted from 1.</summary>
    public int[] Dims { get; } = dims;
}
