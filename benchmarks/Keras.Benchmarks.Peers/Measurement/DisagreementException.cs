namespace Keras.Benchmarks.Peers.Measurement;

/// <summary>Engines give different results for the same model and data.</summary>
internal sealed class DisagreementException(string message) : Exception(message);
