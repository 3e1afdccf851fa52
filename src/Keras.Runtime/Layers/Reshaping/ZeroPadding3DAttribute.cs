namespace Keras.Layers;

/// <summary>Declares a <c>ZeroPadding3D</c> layer: zeros around depth, height and width
/// (https://keras.io/api/layers/reshaping_layers/zero_padding3d/).</summary>
public sealed class ZeroPadding3DAttribute : LayerDeclarationAttribute
{
    /// <summary>The same number of zeros on all sides.</summary>
    /// <param name="padding">How many, 1 by default.</param>
    public ZeroPadding3DAttribute(int padding = 1) => Padding = [padding];

    /// <summary>Numbers of zeros that differ.</summary>
    /// <param name="padding">How many: three for depth, height and width; six for both sides of each in that order.</param>
    public ZeroPadding3DAttribute(int[] padding) => Padding = padding;

    /// <summary>How many zeros: one number for all sides; three for depth, height and width; six for both sides of each in that order.</summary>
    public int[] Padding { get; }
    /// <summary>Where the channel axis is, last by default.</summary>
    public DataFormat DataFormat { get; set; }
}
