using Keras.Benchmarks.Peers.Engines;
using Keras.Benchmarks.Peers.Facts;
using Keras.Layers;
using static Keras.Ops;

namespace Keras.Benchmarks.Peers.Models;

/// <summary>The guide's visual question answering.</summary>
internal sealed class VisualQuestionsFacts : ModelFacts
{
    private static readonly VisionFacts Vision = new(images: 1);
    private static readonly EmbeddingFacts Embedding = new("embedding", 10_000, 256);
    private static readonly LstmFacts Lstm = new("lstm", 256, 256) { Uses = 100 };
    private static readonly DenseFacts Answer = new("answer", 256 + VisionFacts.Features, 1000)
    {
        Images = [new(256, VisionFacts.Positions, VisionFacts.Channels)],
    };

    public override string Name => "vqa";

    public override InputFacts[] Inputs { get; } = [new("image", [224, 224, 3]), new("question", [100], Words: 10_000)];

    public override OutputFacts[] Outputs { get; } = [new("answer", [1000], OutputKind.Classes)];

    public override LayerFacts[] Layers { get; } = [.. Vision.Layers, Embedding, Lstm, Answer];

    public override int[] Batches => [1];

    public override int TrainingBatch => 1;

    public override TValue[] Call<TValue>(INetwork<TValue> network, TValue[] inputs)
    {
        var question = network.Lstm(network.Embedding(inputs[1], Embedding), Lstm);
        return [network.Dense(network.Concatenate(question, Vision.Call(network, inputs[0])), Answer)];
    }

    public override KerasModel CreateKeras()
    {
        var model = new VisualQuestions(seed: 1);
        var exact = new ExactVisualQuestions(whole: model);
        var half = new HalfVisualQuestions(whole: model);
        var vision = model.Vision;
        return new(model,
        [
            vision.Conv1, vision.Conv2, vision.Conv3, vision.Conv4, vision.Conv5, vision.Conv6, vision.Conv7,
            model.Embedding, model.Lstm, model.Answer,
        ])
        {
            Predict = (samples, outputs) =>
            {
                var (image, question, y, batch) = (samples.Numbers(0), samples.Words(1), outputs[0], samples.Batch);
                return () => model.Predict(new(image, question), new(y), batch);
            },
            Train = samples =>
            {
                VisualQuestions.Inputs inputs = new(samples.NumberTensor(0), samples.WordTensor(1));
                var targets = samples.TargetTensor(0);
                model.Compile(KerasModel.Optimizer(), Loss.CategoricalCrossentropy);
                return () => model.TrainOnBatch(inputs, targets);
            },
            Variants =
            [
                ModelVariant.Exact(exact, (samples, outputs) =>
                {
                    var (image, question, y, batch) = (samples.Numbers(0), samples.Words(1), outputs[0], samples.Batch);
                    return () => exact.Predict(new(image, question), new(y), batch);
                }),
                ModelVariant.Half(half, (samples, outputs) =>
                {
                    var (image, question, y, batch) = (samples.Numbers(0), samples.Words(1), outputs[0], samples.Batch);
                    return () => half.Predict(new(image, question), new(y), batch);
                }),
            ],
            Profile = (samples, runs) => model.Profile(new(samples.NumberTensor(0), samples.WordTensor(1)), runs),
        };
    }
}

/// <summary>A question about a picture, answered by one of 1,000 words.</summary>
internal sealed partial class VisualQuestions : Model
{
    private readonly VisionModel _vision;
    [Embedding(10_000, 256)]                       private readonly Embedding _embedding;
    [LSTM(256)]                                    private readonly LSTM _lstm;
    [Dense(1000, Activation = Activation.Softmax)] private readonly Dense _answer;

    public KerasTensor Call([Input(224, 224, 3)] KerasTensor image, [Input(100, DType = DType.Int32)] KerasTensor question) =>
        _answer.Call(Concatenate([_lstm.Call(_embedding.Call(question)), _vision.Call(image)]));
}

/// <summary>The same, every product as the layers say.</summary>
[Model(Precision = Precision.Exact)]
internal sealed partial class ExactVisualQuestions : Model
{
    private readonly VisualQuestions _whole;

    public KerasTensor Call([Input(224, 224, 3)] KerasTensor image, [Input(100, DType = DType.Int32)] KerasTensor question) => _whole.Call(image, question);
}

/// <summary>The same with large weights in 16 bits.</summary>
[Model(WeightStorage = WeightStorage.BFloat16)]
internal sealed partial class HalfVisualQuestions : Model
{
    private readonly VisualQuestions _whole;

    public KerasTensor Call([Input(224, 224, 3)] KerasTensor image, [Input(100, DType = DType.Int32)] KerasTensor question) => _whole.Call(image, question);
}
