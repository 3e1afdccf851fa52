namespace Keras.Layers;

/// <summary>Declares an <c>UpSampling2D</c> layer: stretches height and width by whole factors
/// (https://keras.io/api/layers/reshaping_layers/up_sampling2d/).</summary>
public sealed class UpSampling2DAttribute : LayerDeclarationAttribute
{
    /// <summary>One factor for height and width.</summary>
    /// <param name="size">The factor, at least 1; 2 by default.</param>
    public UpSampling2DAttribute(int size = 2) => Size = [size];

    /// <summary>A factor for each axis.</summary>
    /// <param name="size">The factors of height and width, each at least 1.</param>
    public UpSampling2DAttribute(int[] size) => Size = size;

    /// <summary>The factors of height and width, or one number for all.</summary>
    public int[] Size { get; }
    /// <summary>Where the channel axis is, last by default.</summary>
    public DataFormat DataFormat { get; set; }
    /// <summary>How elements between those of the input are made, by repetition by default.</summary>
    public Interpolation Interpolation { get; set; }
}
