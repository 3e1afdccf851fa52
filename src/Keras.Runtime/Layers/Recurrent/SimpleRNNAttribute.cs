namespace Keras.Layers;

/// <summary>Declares a <c>SimpleRNN</c> layer: h = activation(x·kernel + h·recurrent_kernel + bias), step by step
/// (https://keras.io/api/layers/recurrent_layers/simple_rnn/).</summary>
/// <param name="units">Length of the state, at least 1.</param>
public sealed class SimpleRNNAttribute(int units) : RecurrentLayerAttribute(units);
