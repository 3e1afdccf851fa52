namespace Keras.Compiler.Tests.WholeModels;

internal sealed partial record LayerUses
{
    /// <summary>Layers that go on from what the run before left.</summary>
    private static readonly LayerUses States = new(
        "States",
        "[Input(None, N, BatchSize = 3)] KerasTensor s, [Input(5, N, BatchSize = 3)] KerasTensor f, [Input(5, N, BatchSize = 3)] KerasTensor gaps, " +
        "[Input(5, DType = DType.Bool, BatchSize = 3)] KerasTensor k, [Input(6, BatchSize = 3)] KerasTensor h",
    [
        new("LSTM", "LSTM(N, Stateful = true)", ["L.Call(s)"]),
        new("LSTM", "LSTM(6, Stateful = true, ReturnSequences = true, GoBackwards = true)", ["L.Call(f, mask: k)"]),
        new("GRU", "GRU(N, Stateful = true, ReturnSequences = true)", ["L.Call(s)"]),
        new("GRU", "GRU(6, Stateful = true, ResetAfter = false)", ["L.Call(_masking.Call(gaps))"]),
        // The second call goes on from the first.
        new("SimpleRNN", "SimpleRNN(N, Stateful = true)", ["L.Call(s)", "L.Call(f)"]),
        new("SimpleRNN", "SimpleRNN(6, Stateful = true, ReturnSequences = true, ZeroOutputForMask = true)", ["L.Call(f, mask: k)"]),
        new("SimpleRNN", "SimpleRNN(6, Stateful = true)", ["L.Call(f, initialState: [h])"]),
        new("Bidirectional", "LSTM(6, Stateful = true, ReturnSequences = true)", ["L.Call(f, mask: k)"], "Bidirectional<LSTM>"),
        new("Bidirectional", "GRU(N, Stateful = true), Bidirectional(MergeMode = MergeMode.Sum)", ["L.Call(s)"], "Bidirectional<GRU>"),
        new("Bidirectional", "SimpleRNN(6, Stateful = true)", ["L.Call(s)"], "Bidirectional<SimpleRNN>"),
        new("TimeDistributed", "SimpleRNN(6, Stateful = true)", ["L.Call(Reshape(f, [5, N, 1]))"], "TimeDistributed<SimpleRNN>"),
        new("TimeDistributed", "LSTM(6, Stateful = true, ReturnSequences = true)", ["L.Call(Reshape(f, [1, 5, N]))"], "TimeDistributed<LSTM>"),
        new("TimeDistributed", "GRU(6, Stateful = true)", ["L.Call(Reshape(f, [5, N, 1]))"], "TimeDistributed<GRU>"),
    ])
    {
        Fields = "[Masking] private readonly Masking _masking;",
        Shortest = 4,
        BatchSize = 3,
    };
}
