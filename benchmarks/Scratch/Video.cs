using Keras;
using Keras.Layers;
using static Keras.Ops;
namespace Guide;
public sealed partial class DigitVision : Model
{
    [Conv2D(64, 3)]   private readonly Conv2D _conv1, _conv2;
    [MaxPooling2D(2)] private readonly MaxPooling2D _pool;
    [Flatten]         private readonly Flatten _flatten;

    public KerasTensor Call([Input(27, 27, 1)] KerasTensor digit) =>
        _flatten.Call(_pool.Call(_conv2.Call(_conv1.Call(digit))));
}
public sealed partial class VisionModel : Model
{
    [Conv2D(64, 3, Padding = Padding.Same, Activation = Activation.Relu)]  private readonly Conv2D _conv1;
    [Conv2D(64, 3, Activation = Activation.Relu)]                          private readonly Conv2D _conv2;
    [MaxPooling2D(2)]                                                      private readonly MaxPooling2D _pool1;
    [Conv2D(128, 3, Padding = Padding.Same, Activation = Activation.Relu)] private readonly Conv2D _conv3;
    [Conv2D(128, 3, Activation = Activation.Relu)]                         private readonly Conv2D _conv4;
    [MaxPooling2D(2)]                                                      private readonly MaxPooling2D _pool2;
    [Conv2D(256, 3, Padding = Padding.Same, Activation = Activation.Relu)] private readonly Conv2D _conv5;
    [Conv2D(256, 3, Activation = Activation.Relu)]                         private readonly Conv2D _conv6, _conv7;
    [MaxPooling2D(2)]                                                      private readonly MaxPooling2D _pool3;
    [Flatten]                                                              private readonly Flatten _flatten;

    public partial KerasTensor Call([Input(224, 224, 3)] KerasTensor image);
}
public sealed partial class VisualQuestions : Model
{
    private readonly VisionModel _vision;
    [Embedding(10_000, 256)]                        private readonly Embedding _embedding;
    [LSTM(256)]                                     private readonly LSTM _lstm;
    [Dense(1000, Activation = Activation.Softmax)]  private readonly Dense _answer;

    public KerasTensor Call(
        [Input(224, 224, 3)]              KerasTensor image,
        [Input(100, DType = DType.Int32)] KerasTensor question)
    {
        var encodedQuestion = _lstm.Call(_embedding.Call(question));
        return _answer.Call(Concatenate([encodedQuestion, _vision.Call(image)]));
    }
}
public sealed partial class QuestionEncoder : Model
{
    [Embedding(10_000, 256)] private readonly Embedding _embedding;
    [LSTM(256)]              private readonly LSTM _lstm;

    public KerasTensor Call([Input(100, DType = DType.Int32)] KerasTensor question) => _lstm.Call(_embedding.Call(question));
}
public sealed partial class VideoQuestions : Model
{
    private readonly VisionModel _vision;
    private readonly QuestionEncoder _questionEncoder;
    [LSTM(256)]                                    private readonly LSTM _frames;
    [Dense(1000, Activation = Activation.Softmax)] private readonly Dense _answer;

    public KerasTensor Call(
        [Input(100, 224, 224, 3)]         KerasTensor video,
        [Input(100, DType = DType.Int32)] KerasTensor question)
    {
        var encodedVideo = _frames.Call(TimeDistributed(_vision.Call, video));
        return _answer.Call(Concatenate([encodedVideo, _questionEncoder.Call(question)]));
    }
}