namespace Keras.Layers;

/// <summary>What convolutions of each channel by itself have in common.</summary>
/// <param name="kernelSize">Positions of a window, one number per axis.</param>
/// <param name="strides">From one window to the next, one number per axis.</param>
public abstract class DepthwiseLayerAttribute(int[] kernelSize, int[] strides) : WindowedLayerAttribute(kernelSize, strides)
{
    /// <summary>Output channels for each input channel, 1 by default.</summary>
    public int DepthMultiplier { get; set; } = 1;
    /// <summary>Of the depthwise kernel, shape (sizes..., channels, multiplier).</summary>
    public Initializer DepthwiseInitializer { get; set; } = Initializer.GlorotUniform;
    /// <summary>Penalty on the depthwise kernel.</summary>
    public Regularizer DepthwiseRegularizer { get; set; }
    /// <summary>Constraint on the depthwise kernel.</summary>
    public Constraint DepthwiseConstraint { get; set; }
}

/// <summary>What separable convolutions have in common: each channel by itself, then all channels of each position.</summary>
/// <param name="filters">Number of output channels.</param>
/// <param name="kernelSize">Positions of a window, one number per axis.</param>
/// <param name="strides">From one window to the next, one number per axis.</param>
public abstract class SeparableLayerAttribute(int filters, int[] kernelSize, int[] strides) : DepthwiseLayerAttribute(kernelSize, strides)
{
    /// <summary>Number of output channels.</summary>
    public int Filters { get; } = filters;
    /// <summary>Of the pointwise kernel, shape (1..., channels · multiplier, filters).</summary>
    public Initializer PointwiseInitializer { get; set; } = Initializer.GlorotUniform;
    /// <summary>Penalty on the pointwise kernel.</summary>
    public Regularizer PointwiseRegularizer { get; set; }
    /// <summary>Constraint on the pointwise kernel.</summary>
    public Constraint PointwiseConstraint { get; set; }
}
