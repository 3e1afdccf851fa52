namespace Keras.Compiler.Tests.WholeModels;

internal sealed partial record LayerUses
{
    private static readonly LayerUses Sequences = new(
        "Sequences",
        "[Input(None, N)] KerasTensor s, [Input(5, N)] KerasTensor f, [Input(N, 5)] KerasTensor c, [Input(5, DType = DType.Bool)] KerasTensor k, " +
        "[Input(5, N)] KerasTensor gaps, [Input(5, N)] KerasTensor gapsToo, [Input(None, DType = DType.Int32)] KerasTensor t, " +
        "[Input(6)] KerasTensor h, [Input(6)] KerasTensor g",
    [
        new("LSTM", "LSTM(N)", ["L.Call(s)"]),
        new("LSTM", "LSTM(6, ReturnSequences = true, GoBackwards = true, UseBias = false)", ["L.Call(f, initialState: [h, g], mask: k)"]),
        new("GRU", "GRU(N, ReturnSequences = true)", ["L.Call(s)", "L.Call(_words.Call(t))"]),
        new("GRU", "GRU(6, ResetAfter = false)", ["L.Call(f, initialState: [h], mask: k)"]),
        new("SimpleRNN", "SimpleRNN(N, Activation = Activation.Softsign)", ["L.Call(_masking.Call(gaps))"]),
        new("SimpleRNN", "SimpleRNN(6, ReturnSequences = true, ZeroOutputForMask = true)", ["L.Call(f, initialState: [h], mask: k)"]),
        new("Bidirectional", "LSTM(N)", ["L.Call(s)"], "Bidirectional<LSTM>"),
        new("Bidirectional", "GRU(6, ReturnSequences = true), Bidirectional(MergeMode = MergeMode.Ave)",
            ["L.Call(f, initialState: [h, g], mask: k)", "L.Call(_words.Call(t))"], "Bidirectional<GRU>"),
        new("Bidirectional", "SimpleRNN(6), Bidirectional(MergeMode = MergeMode.Mul)", ["L.Call(_masking.Call(gaps))"], "Bidirectional<SimpleRNN>"),
        new("TimeDistributed", "Dense(N)", ["L.Call(s)", "L.Call(f, mask: k)"], "TimeDistributed<Dense>"),
        new("TimeDistributed", "BatchNormalization", ["L.Call(f, mask: k)"], "TimeDistributed<BatchNormalization>"),
        new("TimeDistributed", "SimpleRNN(6)", ["L.Call(_masking.Call(Reshape(gaps, [1, 5, N])))"], "TimeDistributed<SimpleRNN>"),
        new("TimeDistributed", "GRU(6, ReturnSequences = true)", ["L.Call(Reshape(f, [5, N, 1]))"], "TimeDistributed<GRU>"),
        new("Embedding", $"Embedding({RandomNumbers.Tokens}, N, MaskZero = true)", ["L.Call(t)"]),
        new("Masking", "Masking", ["L.Call(gaps)"]),
        new("Dense", "Dense(N, Activation = Activation.Tanh)", ["L.Call(_masking.Call(gaps))"]),
        new("BatchNormalization", "BatchNormalization", ["L.Call(f, mask: k)", "L.Call(_words.Call(t))"]),
        new("Softmax", "Softmax", ["L.Call(_masking.Call(gaps))"]),
        new("LayerNormalization", "LayerNormalization(Axis = [-1])", ["L.Call(_words.Call(t))"]),
        new("Multiply", "Multiply", ["L.Call([_masking.Call(gaps), _masking.Call(gapsToo)])"]),
        new("Maximum", "Maximum", ["L.Call([_masking.Call(gaps), _masking.Call(gapsToo)])"]),
        new("Minimum", "Minimum", ["L.Call([_masking.Call(gaps), _masking.Call(gapsToo)])"]),
        new("Average", "Average", ["_after.Call(L.Call([_masking.Call(gaps), _masking.Call(gapsToo)]))"]),
        new("Concatenate", "Concatenate", ["_after.Call(L.Call([_masking.Call(gaps), f]))"]),
        new("Concatenate", "Concatenate(1)", ["_after.Call(L.Call([_masking.Call(gaps), _masking.Call(gapsToo)]))"]),
        new("Dot", "Dot(1)", ["L.Call([f, Tanh(f)])", "L.Call([h, g])"]),
        new("Dot", "Dot([2, 2], true)", ["L.Call([s, Tanh(s)])"]),
        new("Conv1D", "Conv1D(N, 3, Activation = Activation.Tanh)", ["L.Call(s)"]),
        new("Conv1D", "Conv1D(3, 2, 2, Padding = Padding.Same, DataFormat = DataFormat.ChannelsFirst)", ["L.Call(c)"]),
        new("Conv1D", "Conv1D(3, 2, Padding = Padding.Causal, DilationRate = [2], UseBias = false)", ["L.Call(s)"]),
        new("Conv1DTranspose", "Conv1DTranspose(N, 3, 2)", ["L.Call(s)"]),
        new("Conv1DTranspose", "Conv1DTranspose(3, 2, 2, Padding = Padding.Same, DataFormat = DataFormat.ChannelsFirst)", ["L.Call(c)"]),
        new("DepthwiseConv1D", "DepthwiseConv1D(3)", ["L.Call(s)"]),
        new("DepthwiseConv1D", "DepthwiseConv1D(2, DepthMultiplier = 2, Padding = Padding.Same, DataFormat = DataFormat.ChannelsFirst)", ["L.Call(c)"]),
        new("SeparableConv1D", "SeparableConv1D(N, 3)", ["L.Call(s)"]),
        new("SeparableConv1D", "SeparableConv1D(3, 2, DepthMultiplier = 2, DataFormat = DataFormat.ChannelsFirst)", ["L.Call(c)"]),
        new("MaxPooling1D", "MaxPooling1D", ["L.Call(s)"]),
        new("MaxPooling1D", "MaxPooling1D(3, 2, Padding = Padding.Same, DataFormat = DataFormat.ChannelsFirst)", ["L.Call(c)"]),
        new("AveragePooling1D", "AveragePooling1D(2)", ["L.Call(s)"]),
        new("AveragePooling1D", "AveragePooling1D(3, 2, Padding = Padding.Same, DataFormat = DataFormat.ChannelsFirst)", ["L.Call(c)"]),
        new("GlobalAveragePooling1D", "GlobalAveragePooling1D", ["L.Call(s)", "L.Call(f, mask: k)", "L.Call(_words.Call(t))"]),
        new("GlobalAveragePooling1D", "GlobalAveragePooling1D(KeepDims = true, DataFormat = DataFormat.ChannelsFirst)", ["L.Call(c)"]),
        new("GlobalMaxPooling1D", "GlobalMaxPooling1D", ["L.Call(s)"]),
        new("GlobalMaxPooling1D", "GlobalMaxPooling1D(KeepDims = true, DataFormat = DataFormat.ChannelsFirst)", ["L.Call(c)"]),
        new("Cropping1D", "Cropping1D(1)", ["L.Call(s)"]),
        new("ZeroPadding1D", "ZeroPadding1D([2, 1])", ["L.Call(s)"]),
        new("ZeroPadding1D", "ZeroPadding1D(1, DataFormat = DataFormat.ChannelsFirst)", ["L.Call(c)"]),
        new("UpSampling1D", "UpSampling1D(2)", ["L.Call(s)"]),
        new("RepeatVector", "RepeatVector(N)", ["L.Call(h)"]),
        new("Permute", "Permute([2, 1])", ["L.Call(s)"]),
        new("SpatialDropout1D", "SpatialDropout1D(0.5)", ["L.Call(s, training: false)"]),
    ])
    {
        Fields =
            $"[Masking] private readonly Masking _masking; [Embedding({RandomNumbers.Tokens}, N, MaskZero = true)] private readonly Embedding _words; " +
            "[GlobalAveragePooling1D] private readonly GlobalAveragePooling1D _after;",
        Shortest = 4,
    };
}
