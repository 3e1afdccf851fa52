using Keras.Benchmarks.Peers.Engines;
using Keras.Benchmarks.Peers.Facts;
using Keras.Layers;
using static Keras.Ops;

namespace Keras.Benchmarks.Peers.Models;

/// <summary>The guide's model of a layer that two inputs share.</summary>
internal sealed class SharedLstmFacts : ModelFacts
{
    private static readonly LstmFacts Lstm = new("shared_lstm", 256, 64) { Uses = 2 * 140 };
    private static readonly DenseFacts Prediction = new("prediction", 128, 1);

    public override string Name => "shared_lstm";

    public override InputFacts[] Inputs { get; } = [new("tweet_a", [140, 256]), new("tweet_b", [140, 256])];

    public override OutputFacts[] Outputs { get; } = [new("prediction", [1], OutputKind.Flag)];

    public override LayerFacts[] Layers { get; } = [Lstm, Prediction];

    public override int[] Batches => [1, 32];

    public override int TrainingBatch => 32;

    public override TValue[] Call<TValue>(INetwork<TValue> network, TValue[] inputs) =>
        [network.Dense(network.Concatenate(network.Lstm(inputs[0], Lstm), network.Lstm(inputs[1], Lstm)), Prediction)];

    public override KerasModel CreateKeras()
    {
        var model = new SharedLstm(seed: 1);
        return new(model, [model.Encoder, model.Prediction])
        {
            Predict = (samples, outputs) =>
            {
                var (a, b, y, batch) = (samples.Numbers(0), samples.Numbers(1), outputs[0], samples.Batch);
                return () => model.Predict(new(a, b), new(y), batch);
            },
            Train = samples =>
            {
                SharedLstm.Inputs inputs = new(samples.NumberTensor(0), samples.NumberTensor(1));
                var targets = samples.TargetTensor(0);
                model.Compile(KerasModel.Optimizer(), Loss.BinaryCrossentropy);
                return () => model.TrainOnBatch(inputs, targets);
            },
            Profile = (samples, runs) => model.Profile(new(samples.NumberTensor(0), samples.NumberTensor(1)), runs),
        };
    }
}

/// <summary>Whether two texts of 140 characters, each of 256 flags, are of one author.</summary>
internal sealed partial class SharedLstm : Model
{
    [LSTM(64)]                                  private readonly LSTM _encoder;
    [Dense(1, Activation = Activation.Sigmoid)] private readonly Dense _prediction;

    public KerasTensor Call([Input(140, 256)] KerasTensor tweetA, [Input(140, 256)] KerasTensor tweetB) =>
        _prediction.Call(Concatenate([_encoder.Call(tweetA), _encoder.Call(tweetB)]));
}
