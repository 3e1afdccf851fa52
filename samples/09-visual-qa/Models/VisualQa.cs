using Keras;
using Keras.Layers;
using static Keras.Ops;

namespace Samples.VisualQuestions;

/// <summary>Answers a question about a picture with one word.</summary>
/// <remarks>The guide goes from the joined encodings to the answer at once (see <see cref="Guide.VisualQa"/>), which adds what the question
/// makes likely to what the picture makes likely. A hidden layer between them lets the question choose where to look.</remarks>
public sealed partial class VisualQa : Model
{
    private readonly VisionModel _vision;
    [Embedding(Language.Words, 32)]                            private readonly Embedding _embedding;
    [LSTM(48)]                                                 private readonly LSTM _lstm;
    [Dense(128, Activation = Activation.Relu)]                 private readonly Dense _hidden;
    [Dense(Language.Answers, Activation = Activation.Softmax)] private readonly Dense _answer;

    public KerasTensor Call(
        [Input(Scene.Side, Scene.Side, 3)]                     KerasTensor image,
        [Input(Language.QuestionLength, DType = DType.Int32)]  KerasTensor question)
    {
        var encodedImage = _vision.Call(image);
        var encodedQuestion = _lstm.Call(_embedding.Call(question));
        return _answer.Call(_hidden.Call(Concatenate([encodedQuestion, encodedImage])));
    }
}
