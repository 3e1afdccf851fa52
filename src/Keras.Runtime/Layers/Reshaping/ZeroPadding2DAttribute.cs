namespace Keras.Layers;

/// <summary>Declares a <c>ZeroPadding2D</c> layer: zeros around height and width
/// (https://keras.io/api/layers/reshaping_layers/zero_padding2d/).</summary>
public sealed class ZeroPadding2DAttribute : LayerDeclarationAttribute
{
    /// <summary>The same number of zeros on all sides.</summary>
    /// <param name="padding">How many, 1 by default.</param>
    public ZeroPadding2DAttribute(int padding = 1) => Padding = [padding];

    /// <summary>Numbers of zeros that differ.</summary>
    /// <param name="padding">How many: two for height and width; four for top, bottom, left, right.</param>
    public ZeroPadding2DAttribute(int[] padding) => Padding = padding;

    /// <summary>How many zeros: one number for all sides; two for height and width; four for top, bottom, left, right.</summary>
    public int[] Padding { get; }
    /// <summary>Where the channel axis is, last by default.</summary>
    public DataFormat DataFormat { get; set; }
}
