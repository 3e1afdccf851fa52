namespace Keras.Layers;

/// <summary>What convolutions and transposed convolutions have in common: one kernel over all channels.</summary>
/// <param name="filters">Number of output channels.</param>
/// <param name="kernelSize">Positions of a window, one number per axis.</param>
/// <param name="strides">From one window to the next, one number per axis.</param>
public abstract class KernelLayerAttribute(int filters, int[] kernelSize, int[] strides) : WindowedLayerAttribute(kernelSize, strides)
{
    /// <summary>Number of output channels.</summary>
    public int Filters { get; } = filters;
    /// <summary>Of the kernel.</summary>
    public Initializer KernelInitializer { get; set; } = Initializer.GlorotUniform;
    /// <summary>Penalty on the kernel.</summary>
    public Regularizer KernelRegularizer { get; set; }
    /// <summary>Constraint on the kernel.</summary>
    public Constraint KernelConstraint { get; set; }
}

/// <summary>What the convolutions have in common.</summary>
/// <param name="filters">Number of output channels.</param>
/// <param name="kernelSize">Positions of a window, one number per axis.</param>
/// <param name="strides">From one window to the next, one number per axis.</param>
public abstract class ConvolutionAttribute(int filters, int[] kernelSize, int[] strides) : KernelLayerAttribute(filters, kernelSize, strides)
{
    /// <summary>Parts that channels and filters are divided into, each convolved by itself; 1 by default. Divides both numbers.</summary>
    public int Groups { get; set; } = 1;
}

/// <summary>What the transposed convolutions have in common.</summary>
/// <param name="filters">Number of output channels.</param>
/// <param name="kernelSize">Positions of a window, one number per axis.</param>
/// <param name="strides">From one window to the next, one number per axis.</param>
public abstract class TransposedConvolutionAttribute(int filters, int[] kernelSize, int[] strides) : KernelLayerAttribute(filters, kernelSize, strides)
{
    /// <summary>What each axis of the output is longer by, below the stride; one number stands for all axes. By default the length
    /// follows from the padding: with <see cref="Padding.Same"/> it is the input's times the stride.</summary>
    public int[] OutputPadding { get; set; } = [];
}
