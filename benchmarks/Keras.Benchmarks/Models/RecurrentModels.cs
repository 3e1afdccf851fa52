using Keras.Layers;

namespace Keras.Benchmarks.Models;

/// <summary>Sequences of 100 steps of 64 features, of which the last output is taken.</summary>
public sealed partial class Lstm64 : Model
{
    [LSTM(64)] private readonly LSTM _lstm;

    public KerasTensor Call([Input(100, 64)] KerasTensor x) => _lstm.Call(x);
}

/// <inheritdoc cref="Lstm64"/>
public sealed partial class Lstm256 : Model
{
    [LSTM(256)] private readonly LSTM _lstm;

    public KerasTensor Call([Input(100, 64)] KerasTensor x) => _lstm.Call(x);
}

/// <inheritdoc cref="Lstm64"/>
public sealed partial class Gru64 : Model
{
    [GRU(64)] private readonly GRU _gru;

    public KerasTensor Call([Input(100, 64)] KerasTensor x) => _gru.Call(x);
}

/// <inheritdoc cref="Lstm64"/>
public sealed partial class Gru256 : Model
{
    [GRU(256)] private readonly GRU _gru;

    public KerasTensor Call([Input(100, 64)] KerasTensor x) => _gru.Call(x);
}

/// <inheritdoc cref="Lstm64"/>
public sealed partial class SimpleRnn256 : Model
{
    [SimpleRNN(256)] private readonly SimpleRNN _rnn;

    public KerasTensor Call([Input(100, 64)] KerasTensor x) => _rnn.Call(x);
}
