namespace Keras.Layers;

/// <summary>Declares a <c>Dense</c> layer: activation(x·kernel + bias) over the last axis
/// (https://keras.io/api/layers/core_layers/dense/).</summary>
/// <param name="units">Length of the last axis of the output, at least 1.</param>
public sealed class DenseAttribute(int units) : LayerDeclarationAttribute
{
    /// <summary>Length of the last axis of the output.</summary>
    public int Units { get; } = units;
    /// <summary>Applied to the result; linear by default.</summary>
    public Activation Activation { get; set; }
    /// <summary>Whether a bias is added; true by default.</summary>
    public bool UseBias { get; set; } = true;
    /// <summary>Of the kernel, shape (input, units).</summary>
    public Initializer KernelInitializer { get; set; } = Initializer.GlorotUniform;
    /// <summary>Of the bias, shape (units).</summary>
    public Initializer BiasInitializer { get; set; } = Initializer.Zeros;
    /// <summary>Penalty on the kernel.</summary>
    public Regularizer KernelRegularizer { get; set; }
    /// <summary>Penalty on the bias.</summary>
    public Regularizer BiasRegularizer { get; set; }
    /// <summary>Constraint on the kernel.</summary>
    public Constraint KernelConstraint { get; set; }
    /// <summary>Constraint on the bias.</summary>
    public Constraint BiasConstraint { get; set; }
}
