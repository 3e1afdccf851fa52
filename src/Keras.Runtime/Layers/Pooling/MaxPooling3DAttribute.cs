namespace Keras.Layers;

/// <summary>Declares a <c>MaxPooling3D</c> layer: the largest element of each window over depth, height and width
/// (https://keras.io/api/layers/pooling_layers/max_pooling3d/).</summary>
public sealed class MaxPooling3DAttribute : LayerDeclarationAttribute
{
    /// <summary>Windows of one size on all axes, side by side.</summary>
    /// <param name="poolSize">Length of the window, 2 by default.</param>
    public MaxPooling3DAttribute(int poolSize = 2) => PoolSize = [poolSize];

    /// <summary>Windows of one size on all axes.</summary>
    /// <param name="poolSize">Length of the window.</param>
    /// <param name="strides">Distance from one window to the next.</param>
    public MaxPooling3DAttribute(int poolSize, int strides) => (PoolSize, Strides) = ([poolSize], [strides]);

    /// <summary>Windows with a size for each axis, side by side.</summary>
    /// <param name="poolSize">Lengths of the window.</param>
    public MaxPooling3DAttribute(int[] poolSize) => PoolSize = poolSize;

    /// <summary>Windows with a size and a distance for each axis.</summary>
    /// <param name="poolSize">Lengths of the window.</param>
    /// <param name="strides">Distances from one window to the next.</param>
    public MaxPooling3DAttribute(int[] poolSize, int[] strides) => (PoolSize, Strides) = (poolSize, strides);

    /// <summary>Length of the window of depth, height and width, or one number for all.</summary>
    public int[] PoolSize { get; }
    /// <summary>Distance from one window to the next of depth, height and width, or one number for all; by default the size of the window.</summary>
    public int[] Strides { get; set; } = [];
    /// <summary>Whether windows stay within the input or depth, height and width are padded with −∞; they stay by default.</summary>
    public Padding Padding { get; set; }
    /// <summary>Where the channel axis is, last by default.</summary>
    public DataFormat DataFormat { get; set; }
}
