using Keras;
using Keras.Layers;

namespace Samples.VideoQuestions.Guide;

/// <summary>The guide's question encoder at its size.</summary>
public sealed partial class QuestionEncoder : Model
{
    [Embedding(10_000, 256)] private readonly Embedding _embedding;
    [LSTM(256)]              private readonly LSTM _lstm;

    public KerasTensor Call([Input(100, DType = DType.Int32)] KerasTensor question) => _lstm.Call(_embedding.Call(question));
}
