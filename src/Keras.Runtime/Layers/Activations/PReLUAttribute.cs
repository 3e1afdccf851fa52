namespace Keras.Layers;

/// <summary>Declares a <c>PReLU</c> layer: x where x &gt; 0, else alpha·x with a weight alpha of the shape of a sample
/// (https://keras.io/api/layers/activation_layers/prelu/).</summary>
public sealed class PReLUAttribute : LayerDeclarationAttribute
{
    /// <summary>Of the weight alpha, zeros by default.</summary>
    public Initializer AlphaInitializer { get; set; } = Initializer.Zeros;
    /// <summary>Penalty on alpha.</summary>
    public Regularizer AlphaRegularizer { get; set; }
    /// <summary>Constraint on alpha.</summary>
    public Constraint AlphaConstraint { get; set; }
    /// <summary>Axes (1 is the first after the batch) along which one alpha serves all positions; none by default.</summary>
    public int[] SharedAxes { get; set; } = [];
}
