using Keras.Benchmarks.Peers.Engines;
using Keras.Benchmarks.Peers.Facts;
using Keras.Layers;

namespace Keras.Benchmarks.Peers.Models;

/// <summary>The guide's first model.</summary>
internal sealed class MlpFacts : ModelFacts
{
    private static readonly DenseFacts First = new("first", 784, 64), Second = new("second", 64, 64), Digit = new("digit", 64, 10);

    public override string Name => "mlp";

    public override InputFacts[] Inputs { get; } = [new("image", [784])];

    public override OutputFacts[] Outputs { get; } = [new("digit", [10], OutputKind.Classes)];

    public override LayerFacts[] Layers { get; } = [First, Second, Digit];

    public override int[] Batches => [1, 32];

    public override int TrainingBatch => 32;

    public override TValue[] Call<TValue>(INetwork<TValue> network, TValue[] inputs)
    {
        var x = network.Dense(inputs[0], First, relu: true);
        return [network.Dense(network.Dense(x, Second, relu: true), Digit)];
    }

    public override KerasModel CreateKeras()
    {
        var model = new Mlp(seed: 1);
        return new(model, [model.First, model.Second, model.Digit])
        {
            Predict = (samples, outputs) =>
            {
                var (x, y, batch) = (samples.Numbers(0), outputs[0], samples.Batch);
                return () => model.Predict(new(x), new(y), batch);
            },
            Train = samples =>
            {
                var (x, y) = (samples.NumberTensor(0), samples.TargetTensor(0));
                model.Compile(KerasModel.Optimizer(), Loss.CategoricalCrossentropy);
                return () => model.TrainOnBatch(x, y);
            },
            Profile = (samples, runs) => model.Profile(samples.NumberTensor(0), runs),
        };
    }
}

/// <summary>784-64-64-10.</summary>
internal sealed partial class Mlp : Model
{
    [Dense(64, Activation = Activation.Relu)]    private readonly Dense _first, _second;
    [Dense(10, Activation = Activation.Softmax)] private readonly Dense _digit;

    public KerasTensor Call([Input(784)] KerasTensor image) => _digit.Call(_second.Call(_first.Call(image)));
}
