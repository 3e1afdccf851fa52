namespace Keras.Layers;

/// <summary>Declares a <c>ZeroPadding1D</c> layer: zeros around the steps
/// (https://keras.io/api/layers/reshaping_layers/zero_padding1d/).</summary>
public sealed class ZeroPadding1DAttribute : LayerDeclarationAttribute
{
    /// <summary>The same number of zeros on all sides.</summary>
    /// <param name="padding">How many, 1 by default.</param>
    public ZeroPadding1DAttribute(int padding = 1) => Padding = [padding];

    /// <summary>Numbers of zeros that differ.</summary>
    /// <param name="padding">How many: two for the beginning and the end.</param>
    public ZeroPadding1DAttribute(int[] padding) => Padding = padding;

    /// <summary>How many zeros: one number for all sides; two for the beginning and the end.</summary>
    public int[] Padding { get; }
    /// <summary>Where the channel axis is, last by default.</summary>
    public DataFormat DataFormat { get; set; }
}
