using Keras.Benchmarks.Peers.Engines;
using Keras.Benchmarks.Peers.Facts;
using Keras.Layers;
using static Keras.Ops;

namespace Keras.Benchmarks.Peers.Models;

/// <summary>The guide's model of several inputs and outputs.</summary>
internal sealed class HeadlineFacts : ModelFacts
{
    private static readonly EmbeddingFacts Embedding = new("embedding", 10_000, 512);
    private static readonly LstmFacts Lstm = new("lstm", 512, 32) { Uses = 100 };
    private static readonly DenseFacts Dense1 = new("dense1", 37, 64), Dense2 = new("dense2", 64, 64), Dense3 = new("dense3", 64, 64);
    private static readonly DenseFacts Main = new("main_output", 64, 1), Aux = new("aux_output", 32, 1);

    public override string Name => "headline";

    public override InputFacts[] Inputs { get; } = [new("main_input", [100], Words: 10_000), new("aux_input", [5])];

    public override OutputFacts[] Outputs { get; } = [new("main_output", [1], OutputKind.Flag), new("aux_output", [1], OutputKind.Flag, Weight: 0.2f)];

    public override LayerFacts[] Layers { get; } = [Embedding, Lstm, Dense1, Dense2, Dense3, Main, Aux];

    public override int[] Batches => [1, 32];

    public override int TrainingBatch => 32;

    public override TValue[] Call<TValue>(INetwork<TValue> network, TValue[] inputs)
    {
        var encoded = network.Lstm(network.Embedding(inputs[0], Embedding), Lstm);
        var x = network.Dense(network.Concatenate(encoded, inputs[1]), Dense1, relu: true);
        x = network.Dense(network.Dense(x, Dense2, relu: true), Dense3, relu: true);
        return [network.Dense(x, Main), network.Dense(encoded, Aux)];
    }

    public override KerasModel CreateKeras()
    {
        var model = new Headline(seed: 1);
        return new(model, [model.Embedding, model.Lstm, model.Dense1, model.Dense2, model.Dense3, model.MainOutput, model.AuxOutput])
        {
            Predict = (samples, outputs) =>
            {
                var (words, facts, main, aux, batch) = (samples.Words(0), samples.Numbers(1), outputs[0], outputs[1], samples.Batch);
                return () => model.Predict(new(words, facts), new(main, aux), batch);
            },
            Train = samples =>
            {
                Headline.Inputs inputs = new(samples.WordTensor(0), samples.NumberTensor(1));
                Headline.Targets targets = new(samples.TargetTensor(0), samples.TargetTensor(1));
                model.Compile(KerasModel.Optimizer(), Loss.BinaryCrossentropy, lossWeights: new(MainOutput: 1f, AuxOutput: 0.2f));
                return () => model.TrainOnBatch(inputs, targets);
            },
            Profile = (samples, runs) => model.Profile(new(samples.WordTensor(0), samples.NumberTensor(1)), runs),
        };
    }
}

/// <summary>How often a headline will be shared.</summary>
internal sealed partial class Headline : Model
{
    [Embedding(10_000, 512)]                     private readonly Embedding _embedding;
    [LSTM(32)]                                   private readonly LSTM _lstm;
    [Dense(64, Activation = Activation.Relu)]    private readonly Dense _dense1, _dense2, _dense3;
    [Dense(1, Activation = Activation.Sigmoid)]  private readonly Dense _mainOutput, _auxOutput;

    public (KerasTensor MainOutput, KerasTensor AuxOutput) Call(
        [Input(100, DType = DType.Int32)] KerasTensor mainInput,
        [Input(5)]                        KerasTensor auxInput)
    {
        var encoded = _lstm.Call(_embedding.Call(mainInput));
        var x = _dense3.Call(_dense2.Call(_dense1.Call(Concatenate([encoded, auxInput]))));
        return (_mainOutput.Call(x), _auxOutput.Call(encoded));
    }
}
