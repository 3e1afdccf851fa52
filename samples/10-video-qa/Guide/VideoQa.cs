using Keras;
using Keras.Layers;
using Samples.VisualQuestions.Guide;
using static Keras.Ops;

namespace Samples.VideoQuestions.Guide;

/// <summary>The guide's video question answering at its size: 100 frames of 224 by 224 pixels, a question of up to 100 words, one of 1000
/// words as the answer.</summary>
public sealed partial class VideoQa : Model
{
    private readonly VisionModel _vision;
    private readonly QuestionEncoder _questionEncoder;
    [LSTM(256)]                                     private readonly LSTM _lstm;
    [Dense(1000, Activation = Activation.Softmax)]  private readonly Dense _output;

    public KerasTensor Call([Input(100, 224, 224, 3)] KerasTensor video, [Input(100, DType = DType.Int32)] KerasTensor question)
    {
        var encodedVideo = _lstm.Call(TimeDistributed(_vision.Call, video));
        var encodedQuestion = _questionEncoder.Call(question);
        return _output.Call(Concatenate([encodedVideo, encodedQuestion]));
    }
}
