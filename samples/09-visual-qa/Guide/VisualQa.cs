using Keras;
using Keras.Layers;
using static Keras.Ops;

namespace Samples.VisualQuestions.Guide;

/// <summary>The guide's visual question answering at its size: a picture of 224 by 224 pixels, a question of up to 100 words, one of 1000
/// words as the answer.</summary>
public sealed partial class VisualQa : Model
{
    private readonly VisionModel _vision;
    [Embedding(10_000, 256)]                        private readonly Embedding _embedding;
    [LSTM(256)]                                     private readonly LSTM _lstm;
    [Dense(1000, Activation = Activation.Softmax)]  private readonly Dense _output;

    public KerasTensor Call([Input(224, 224, 3)] KerasTensor image, [Input(100, DType = DType.Int32)] KerasTensor question)
    {
        var encodedImage = _vision.Call(image);
        var encodedQuestion = _lstm.Call(_embedding.Call(question));
        return _output.Call(Concatenate([encodedQuestion, encodedImage]));
    }
}
