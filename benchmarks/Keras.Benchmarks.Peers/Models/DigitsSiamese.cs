using Keras.Benchmarks.Peers.Engines;
using Keras.Benchmarks.Peers.Facts;
using Keras.Layers;
using static Keras.Ops;

namespace Keras.Benchmarks.Peers.Models;

/// <summary>The guide's shared model of vision.</summary>
internal sealed class DigitsSiameseFacts : ModelFacts
{
    private const int Positions = 11 * 11;
    private const int Features = Positions * 64;
    private static readonly ConvolutionFacts Convolution1 = new("conv1", 3, 1, 64) { Uses = 2 * 25 * 25 };
    private static readonly ConvolutionFacts Convolution2 = new("conv2", 3, 64, 64) { Uses = 2 * 23 * 23 };
    private static readonly DenseFacts Same = new("same", 2 * Features, 1) { Images = [new(0, Positions, 64), new(Features, Positions, 64)] };

    public override string Name => "digits_siamese";

    public override InputFacts[] Inputs { get; } = [new("digit_a", [27, 27, 1]), new("digit_b", [27, 27, 1])];

    public override OutputFacts[] Outputs { get; } = [new("same", [1], OutputKind.Flag)];

    public override LayerFacts[] Layers { get; } = [Convolution1, Convolution2, Same];

    public override int[] Batches => [1, 32];

    public override int TrainingBatch => 32;

    public override TValue[] Call<TValue>(INetwork<TValue> network, TValue[] inputs)
    {
        return [network.Dense(network.Concatenate(See(inputs[0]), See(inputs[1])), Same)];

        TValue See(TValue digit) =>
            network.Flatten(network.MaxPooling(network.Convolution(network.Convolution(digit, Convolution1), Convolution2), 2, 2));
    }

    public override KerasModel CreateKeras()
    {
        var model = new SameDigit(seed: 1);
        var exact = new ExactSameDigit(whole: model);
        return new(model, [model.Vision.Conv1, model.Vision.Conv2, model.Same])
        {
            Predict = (samples, outputs) =>
            {
                var (a, b, y, batch) = (samples.Numbers(0), samples.Numbers(1), outputs[0], samples.Batch);
                return () => model.Predict(new(a, b), new(y), batch);
            },
            Train = samples =>
            {
                SameDigit.Inputs inputs = new(samples.NumberTensor(0), samples.NumberTensor(1));
                var targets = samples.TargetTensor(0);
                model.Compile(KerasModel.Optimizer(), Loss.BinaryCrossentropy);
                return () => model.TrainOnBatch(inputs, targets);
            },
            Variants =
            [
                ModelVariant.Exact(exact, (samples, outputs) =>
                {
                    var (a, b, y, batch) = (samples.Numbers(0), samples.Numbers(1), outputs[0], samples.Batch);
                    return () => exact.Predict(new(a, b), new(y), batch);
                }),
            ],
            Profile = (samples, runs) => model.Profile(new(samples.NumberTensor(0), samples.NumberTensor(1)), runs),
        };
    }
}

/// <summary>What a digit looks like.</summary>
internal sealed partial class DigitVision : Model
{
    [Conv2D(64, 3)]   private readonly Conv2D _conv1, _conv2;
    [MaxPooling2D(2)] private readonly MaxPooling2D _pool;
    [Flatten]         private readonly Flatten _flatten;

    public partial KerasTensor Call([Input(27, 27, 1)] KerasTensor digit);
}

/// <summary>Whether two digits show the same number.</summary>
internal sealed partial class SameDigit : Model
{
    private readonly DigitVision _vision;
    [Dense(1, Activation = Activation.Sigmoid)] private readonly Dense _same;

    public KerasTensor Call([Input(27, 27, 1)] KerasTensor digitA, [Input(27, 27, 1)] KerasTensor digitB) =>
        _same.Call(Concatenate([_vision.Call(digitA), _vision.Call(digitB)]));
}

/// <summary>The same, every product as the layers say.</summary>
[Model(Precision = Precision.Exact)]
internal sealed partial class ExactSameDigit : Model
{
    private readonly SameDigit _whole;

    public KerasTensor Call([Input(27, 27, 1)] KerasTensor digitA, [Input(27, 27, 1)] KerasTensor digitB) => _whole.Call(digitA, digitB);
}
