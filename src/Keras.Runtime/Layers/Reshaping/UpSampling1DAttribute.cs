namespace Keras.Layers;

/// <summary>Declares an <c>UpSampling1D</c> layer: repeats every step
/// (https://keras.io/api/layers/reshaping_layers/up_sampling1d/).</summary>
/// <param name="size">How often, at least 1; 2 by default.</param>
public sealed class UpSampling1DAttribute(int size = 2) : LayerDeclarationAttribute
{
    /// <summary>How often every step is repeated.</summary>
    public int Size { get; } = size;
}
