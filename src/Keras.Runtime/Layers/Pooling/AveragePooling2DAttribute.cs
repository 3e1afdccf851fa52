namespace Keras.Layers;

/// <summary>Declares an <c>AveragePooling2D</c> layer: the mean of each window over height and width
/// (https://keras.io/api/layers/pooling_layers/average_pooling2d/). Padded cells do not count.</summary>
public sealed class AveragePooling2DAttribute : LayerDeclarationAttribute
{
    /// <summary>Windows of one size on all axes, side by side.</summary>
    /// <param name="poolSize">Length of the window.</param>
    public AveragePooling2DAttribute(int poolSize) => PoolSize = [poolSize];

    /// <summary>Windows of one size on all axes.</summary>
    /// <param name="poolSize">Length of the window.</param>
    /// <param name="strides">Distance from one window to the next.</param>
    public AveragePooling2DAttribute(int poolSize, int strides) => (PoolSize, Strides) = ([poolSize], [strides]);

    /// <summary>Windows with a size for each axis, side by side.</summary>
    /// <param name="poolSize">Lengths of the window.</param>
    public AveragePooling2DAttribute(int[] poolSize) => PoolSize = poolSize;

    /// <summary>Windows with a size and a distance for each axis.</summary>
    /// <param name="poolSize">Lengths of the window.</param>
    /// <param name="strides">Distances from one window to the next.</param>
    public AveragePooling2DAttribute(int[] poolSize, int[] strides) => (PoolSize, Strides) = (poolSize, strides);

    /// <summary>Length of the window of height and width, or one number for all.</summary>
    public int[] PoolSize { get; }
    /// <summary>Distance from one window to the next of height and width, or one number for all; by default the size of the window.</summary>
    public int[] Strides { get; set; } = [];
    /// <summary>Whether windows stay within the input or height and width are padded; they stay by default.</summary>
    public Padding Padding { get; set; }
    /// <summary>Where the channel axis is, last by default.</summary>
    public DataFormat DataFormat { get; set; }
}
