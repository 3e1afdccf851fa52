namespace Keras.Layers;

/// <summary>Declares a <c>LayerNormalization</c> layer: gamma·(x − mean)/√(variance + epsilon) + beta with moments of each sample over the given axes
/// (https://keras.io/api/layers/normalization_layers/layer_normalization/).</summary>
public sealed class LayerNormalizationAttribute : LayerDeclarationAttribute
{
    /// <summary>The axes to normalise over, the last by default.</summary>
    public int[] Axis { get; set; } = [-1];
    /// <summary>Added to the variance.</summary>
    public double Epsilon { get; set; } = 0.001;
    /// <summary>Whether beta is added.</summary>
    public bool Center { get; set; } = true;
    /// <summary>Whether gamma is multiplied.</summary>
    public bool Scale { get; set; } = true;
    /// <summary>Of beta, zeros by default.</summary>
    public Initializer BetaInitializer { get; set; } = Initializer.Zeros;
    /// <summary>Penalty on beta.</summary>
    public Regularizer BetaRegularizer { get; set; }
    /// <summary>Constraint on beta.</summary>
    public Constraint BetaConstraint { get; set; }
    /// <summary>Of gamma, ones by default.</summary>
    public Initializer GammaInitializer { get; set; } = Initializer.Ones;
    /// <summary>Penalty on gamma.</summary>
    public Regularizer GammaRegularizer { get; set; }
    /// <summary>Constraint on gamma.</summary>
    public Constraint GammaConstraint { get; set; }
}
