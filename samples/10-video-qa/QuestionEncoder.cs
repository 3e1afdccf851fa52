using Keras;
using Keras.Layers;
using Samples.VisualQuestions;

namespace Samples.VideoQuestions;

/// <summary>The part of the picture model that reads the question, as a model of its own over the same layers: Keras's
/// <c>Model(inputs=question_input, outputs=encoded_question)</c>.</summary>
public sealed partial class QuestionEncoder : Model
{
    [Embedding(Language.Words, 32)] private readonly Embedding _embedding;
    [LSTM(48)]                      private readonly LSTM _lstm;

    public KerasTensor Call([Input(Language.QuestionLength, DType = DType.Int32)] KerasTensor question) => _lstm.Call(_embedding.Call(question));
}
