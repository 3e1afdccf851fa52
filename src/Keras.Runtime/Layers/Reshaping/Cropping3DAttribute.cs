namespace Keras.Layers;

/// <summary>Declares a <c>Cropping3D</c> layer: cuts depth, height and width at both ends
/// (https://keras.io/api/layers/reshaping_layers/cropping3d/).</summary>
public sealed class Cropping3DAttribute : LayerDeclarationAttribute
{
    /// <summary>The same length is cut off on all sides.</summary>
    /// <param name="cropping">How much, 1 by default.</param>
    public Cropping3DAttribute(int cropping = 1) => Cropping = [cropping];

    /// <summary>Lengths that differ are cut off.</summary>
    /// <param name="cropping">How much: three for depth, height and width; six for both sides of each in that order.</param>
    public Cropping3DAttribute(int[] cropping) => Cropping = cropping;

    /// <summary>How much is cut off: one number for all sides; three for depth, height and width; six for both sides of each in that order.</summary>
    public int[] Cropping { get; }
    /// <summary>Where the channel axis is, last by default.</summary>
    public DataFormat DataFormat { get; set; }
}
