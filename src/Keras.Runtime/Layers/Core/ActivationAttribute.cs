namespace Keras.Layers;

/// <summary>Declares an <see cref="ActivationLayer"/>: an activation function as a layer
/// (https://keras.io/api/layers/core_layers/activation/).</summary>
/// <param name="activation">The function.</param>
public sealed class ActivationAttribute(Activation activation) : LayerDeclarationAttribute
{
    /// <summary>The function.</summary>
    public Activation Activation { get; } = activation;
}
