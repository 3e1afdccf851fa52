namespace Keras.Layers;

/// <summary>Declares a <c>GRU</c> layer: a state h with gates for update and reset, step by step
/// (https://keras.io/api/layers/recurrent_layers/gru/).</summary>
/// <param name="units">Length of the state, at least 1.</param>
public sealed class GRUAttribute(int units) : RecurrentLayerAttribute(units)
{
    /// <summary>Of the two gates; sigmoid by default.</summary>
    public Activation RecurrentActivation { get; set; } = Activation.Sigmoid;
    /// <summary>Whether the reset gate multiplies the product of the state (true by default, and with a bias of its own) or the state
    /// before it.</summary>
    public bool ResetAfter { get; set; } = true;
}
