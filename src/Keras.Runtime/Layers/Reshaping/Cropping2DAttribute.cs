namespace Keras.Layers;

/// <summary>Declares a <c>Cropping2D</c> layer: cuts height and width at both ends
/// (https://keras.io/api/layers/reshaping_layers/cropping2d/).</summary>
public sealed class Cropping2DAttribute : LayerDeclarationAttribute
{
    /// <summary>The same length is cut off on all sides.</summary>
    /// <param name="cropping">How much, 0 by default.</param>
    public Cropping2DAttribute(int cropping = 0) => Cropping = [cropping];

    /// <summary>Lengths that differ are cut off.</summary>
    /// <param name="cropping">How much: two for height and width; four for top, bottom, left, right.</param>
    public Cropping2DAttribute(int[] cropping) => Cropping = cropping;

    /// <summary>How much is cut off: one number for all sides; two for height and width; four for top, bottom, left, right.</summary>
    public int[] Cropping { get; }
    /// <summary>Where the channel axis is, last by default.</summary>
    public DataFormat DataFormat { get; set; }
}
