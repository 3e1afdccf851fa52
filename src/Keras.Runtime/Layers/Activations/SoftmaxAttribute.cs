namespace Keras.Layers;

/// <summary>Declares a <c>Softmax</c> layer: exp(x) / Σ exp(x) along an axis. Masked positions get no weight
/// (https://keras.io/api/layers/activation_layers/softmax/).</summary>
/// <param name="axis">The axis to sum over, the last by default.</param>
public sealed class SoftmaxAttribute(int axis = -1) : LayerDeclarationAttribute
{
    /// <summary>The axis to sum over.</summary>
    public int Axis { get; set; } = axis;
}
