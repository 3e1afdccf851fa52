namespace Keras.Layers;

/// <summary>Declares an <c>ActivityRegularization</c> layer: passes its input on and adds l1·Σ|x| + l2·Σx², divided by the batch size, to the loss
/// (https://keras.io/api/layers/regularization_layers/activity_regularization/).</summary>
/// <param name="l1">Factor of the absolute values.</param>
/// <param name="l2">Factor of the squares.</param>
public sealed class ActivityRegularizationAttribute(double l1 = 0, double l2 = 0) : LayerDeclarationAttribute
{
    /// <summary>Factor of the absolute values.</summary>
    public double L1 { get; set; } = l1;
    /// <summary>Factor of the squares.</summary>
    public double L2 { get; set; } = l2;
}
