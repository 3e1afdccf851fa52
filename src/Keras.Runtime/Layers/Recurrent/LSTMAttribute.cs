namespace Keras.Layers;

/// <summary>Declares an <c>LSTM</c> layer: a state h and a memory c with gates for input, forgetting and output, step by step
/// (https://keras.io/api/layers/recurrent_layers/lstm/).</summary>
/// <param name="units">Length of the state, at least 1.</param>
public sealed class LSTMAttribute(int units) : RecurrentLayerAttribute(units)
{
    /// <summary>Of the three gates; sigmoid by default.</summary>
    public Activation RecurrentActivation { get; set; } = Activation.Sigmoid;
    /// <summary>Whether the bias of the forget gate starts at 1; true by default.</summary>
    public bool UnitForgetBias { get; set; } = true;
}
