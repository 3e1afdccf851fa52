using Keras;
using Keras.Layers;
using Samples.VisualQuestions;
using static Keras.Ops;

namespace Samples.VideoQuestions;

/// <summary>Answers a question about a video: the vision model of pictures sees every frame, an LSTM what becomes of them, and the question
/// encoder is the pictures' own.</summary>
public sealed partial class VideoQa : Model
{
    private readonly VisionModel _vision;
    private readonly QuestionEncoder _questionEncoder;
    [LSTM(96)]                                                 private readonly LSTM _lstm;
    [Dense(128, Activation = Activation.Relu)]                 private readonly Dense _hidden;
    [Dense(Language.Answers, Activation = Activation.Softmax)] private readonly Dense _answer;

    public KerasTensor Call(
        [Input(Clip.Frames, Scene.Side, Scene.Side, 3)]       KerasTensor video,
        [Input(Language.QuestionLength, DType = DType.Int32)] KerasTensor question)
    {
        var encodedVideo = _lstm.Call(TimeDistributed(_vision.Call, video));
        var encodedQuestion = _questionEncoder.Call(question);
        return _answer.Call(_hidden.Call(Concatenate([encodedVideo, encodedQuestion])));
    }
}
