namespace Keras.Layers;

/// <summary>Declares a <c>Cropping1D</c> layer: cuts the steps at both ends
/// (https://keras.io/api/layers/reshaping_layers/cropping1d/).</summary>
public sealed class Cropping1DAttribute : LayerDeclarationAttribute
{
    /// <summary>The same length is cut off on all sides.</summary>
    /// <param name="cropping">How much, 1 by default.</param>
    public Cropping1DAttribute(int cropping = 1) => Cropping = [cropping];

    /// <summary>Lengths that differ are cut off.</summary>
    /// <param name="cropping">How much: two for the beginning and the end.</param>
    public Cropping1DAttribute(int[] cropping) => Cropping = cropping;

    /// <summary>How much is cut off: one number for all sides; two for the beginning and the end.</summary>
    public int[] Cropping { get; }
}
