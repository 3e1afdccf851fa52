namespace Keras.Layers;

/// <summary>Declares a <c>RepeatVector</c> layer: (batch, features) to (batch, n, features)
/// (https://keras.io/api/layers/reshaping_layers/repeat_vector/).</summary>
/// <param name="n">How often the vector is repeated, at least 1.</param>
public sealed class RepeatVectorAttribute(int n) : LayerDeclarationAttribute
{
    /// <summary>How often the vector is repeated.</summary>
    public int N { get; } = n;
}
