namespace Keras.Layers;

/// <summary>Declares an <c>UpSampling3D</c> layer: stretches depth, height and width by whole factors
/// (https://keras.io/api/layers/reshaping_layers/up_sampling3d/).</summary>
public sealed class UpSampling3DAttribute : LayerDeclarationAttribute
{
    /// <summary>One factor for depth, height and width.</summary>
    /// <param name="size">The factor, at least 1; 2 by default.</param>
    public UpSampling3DAttribute(int size = 2) => Size = [size];

    /// <summary>A factor for each axis.</summary>
    /// <param name="size">The factors of depth, height and width, each at least 1.</param>
    public UpSampling3DAttribute(int[] size) => Size = size;

    /// <summary>The factors of depth, height and width, or one number for all.</summary>
    public int[] Size { get; }
    /// <summary>Where the channel axis is, last by default.</summary>
    public DataFormat DataFormat { get; set; }
}
