namespace Keras.Layers;

/// <summary>What the convolution layers have in common: a kernel whose windows go over the axes between batch and channels.</summary>
/// <param name="kernelSize">Positions of a window, one number per axis.</param>
/// <param name="strides">From one window to the next, one number per axis.</param>
public abstract class WindowedLayerAttribute(int[] kernelSize, int[] strides) : LayerDeclarationAttribute
{
    /// <summary>Positions of a window along each axis; one number stands for all axes.</summary>
    public int[] KernelSize { get; } = kernelSize;
    /// <summary>From one window to the next along each axis, 1 by default; one number stands for all axes.</summary>
    public int[] Strides { get; set; } = strides;
    /// <summary>What windows at the borders read; only whole windows by default.</summary>
    public Padding Padding { get; set; }
    /// <summary>Where the channel axis is; the last one by default.</summary>
    public DataFormat DataFormat { get; set; }
    /// <summary>From one position of a window to the next along each axis, 1 by default; one number stands for all axes. Not together
    /// with strides above 1.</summary>
    public int[] DilationRate { get; set; } = [.. kernelSize.Select(_ => 1)];
    /// <summary>Applied to the result; linear by default.</summary>
    public Activation Activation { get; set; }
    /// <summary>Whether a bias is added; true by default.</summary>
    public bool UseBias { get; set; } = true;
    /// <summary>Of the bias, shape (filters).</summary>
    public Initializer BiasInitializer { get; set; } = Initializer.Zeros;
    /// <summary>Penalty on the bias.</summary>
    public Regularizer BiasRegularizer { get; set; }
    /// <summary>Constraint on the bias.</summary>
    public Constraint BiasConstraint { get; set; }
}
