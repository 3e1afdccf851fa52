using Keras.Benchmarks.Peers.Engines;
using Keras.Benchmarks.Peers.Facts;
using Keras.Layers;
using static Keras.Ops;

namespace Keras.Benchmarks.Peers.Models;

/// <summary>The guide's video question answering, over 4 frames instead of 100.</summary>
internal sealed class VideoQuestionsFacts : ModelFacts
{
    private const int Frames = 4;
    private static readonly VisionFacts Vision = new(images: Frames);
    private static readonly LstmFacts Video = new("video", VisionFacts.Features, 256)
    {
        Uses = Frames,
        Images = [new(0, VisionFacts.Positions, VisionFacts.Channels)],
    };
    private static readonly EmbeddingFacts Embedding = new("embedding", 10_000, 256);
    private static readonly LstmFacts Question = new("question", 256, 256) { Uses = 100 };
    private static readonly DenseFacts Answer = new("answer", 512, 1000);

    public override string Name => "video_qa";

    public override InputFacts[] Inputs { get; } = [new("video", [Frames, 224, 224, 3]), new("question", [100], Words: 10_000)];

    public override OutputFacts[] Outputs { get; } = [new("answer", [1000], OutputKind.Classes)];

    public override LayerFacts[] Layers { get; } = [.. Vision.Layers, Video, Embedding, Question, Answer];

    public override int[] Batches => [1];

    public override TValue[] Call<TValue>(INetwork<TValue> network, TValue[] inputs)
    {
        var frames = Vision.Call(network, network.SplitFrames(inputs[0], 3, 224, 224));
        var video = network.Lstm(network.JoinFrames(frames, Frames, VisionFacts.Features), Video);
        return [network.Dense(network.Concatenate(video, network.Lstm(network.Embedding(inputs[1], Embedding), Question)), Answer)];
    }

    public override KerasModel CreateKeras()
    {
        var model = new VideoQuestions(seed: 1);
        var exact = new ExactVideoQuestions(whole: model);
        var vision = model.Vision;
        return new(model,
        [
            vision.Conv1, vision.Conv2, vision.Conv3, vision.Conv4, vision.Conv5, vision.Conv6, vision.Conv7,
            model.Frames, model.Embedding, model.Lstm, model.Answer,
        ])
        {
            Predict = (samples, outputs) =>
            {
                var (video, question, y, batch) = (samples.Numbers(0), samples.Words(1), outputs[0], samples.Batch);
                return () => model.Predict(new(video, question), new(y), batch);
            },
            Variants =
            [
                ModelVariant.Exact(exact, (samples, outputs) =>
                {
                    var (video, question, y, batch) = (samples.Numbers(0), samples.Words(1), outputs[0], samples.Batch);
                    return () => exact.Predict(new(video, question), new(y), batch);
                }),
            ],
            Profile = (samples, runs) => model.Profile(new(samples.NumberTensor(0), samples.WordTensor(1)), runs),
        };
    }
}

/// <summary>A question about a video.</summary>
internal sealed partial class VideoQuestions : Model
{
    private readonly VisionModel _vision;
    [LSTM(256)]                                    private readonly LSTM _frames, _lstm;
    [Embedding(10_000, 256)]                       private readonly Embedding _embedding;
    [Dense(1000, Activation = Activation.Softmax)] private readonly Dense _answer;

    public KerasTensor Call([Input(4, 224, 224, 3)] KerasTensor video, [Input(100, DType = DType.Int32)] KerasTensor question)
    {
        var encodedVideo = _frames.Call(TimeDistributed(_vision.Call, video));
        return _answer.Call(Concatenate([encodedVideo, _lstm.Call(_embedding.Call(question))]));
    }
}

/// <summary>The same, every product as the layers say.</summary>
[Model(Precision = Precision.Exact)]
internal sealed partial class ExactVideoQuestions : Model
{
    private readonly VideoQuestions _whole;

    public KerasTensor Call([Input(4, 224, 224, 3)] KerasTensor video, [Input(100, DType = DType.Int32)] KerasTensor question) => _whole.Call(video, question);
}
