namespace Keras.Layers;

/// <summary>Declares a <c>BatchNormalization</c> layer: gamma·(x − mean)/√(variance + epsilon) + beta, with the moments of the batch
/// in training and moving ones in inference
/// (https://keras.io/api/layers/normalization_layers/batch_normalization/).</summary>
/// <param name="axis">The axis that keeps statistics of its own (features), the last by default.</param>
public sealed class BatchNormalizationAttribute(int axis = -1) : LayerDeclarationAttribute
{
    /// <summary>The axis that keeps statistics of its own.</summary>
    public int Axis { get; set; } = axis;
    /// <summary>How slowly the moving statistics follow: moving·momentum + batch·(1 − momentum).</summary>
    public double Momentum { get; set; } = 0.99;
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
    /// <summary>Of the moving mean, zeros by default.</summary>
    public Initializer MovingMeanInitializer { get; set; } = Initializer.Zeros;
    /// <summary>Of the moving variance, ones by default.</summary>
    public Initializer MovingVarianceInitializer { get; set; } = Initializer.Ones;
}
