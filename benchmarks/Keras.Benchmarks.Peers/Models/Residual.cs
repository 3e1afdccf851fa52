using Keras.Benchmarks.Peers.Engines;
using Keras.Benchmarks.Peers.Facts;
using Keras.Layers;

namespace Keras.Benchmarks.Peers.Models;

/// <summary>The guide's residual connection.</summary>
internal sealed class ResidualFacts : ModelFacts
{
    private const int Length = 256;
    private static readonly ConvolutionFacts Convolution = new("conv", 3, 3, 3) { Uses = Length * Length };

    public override string Name => "residual";

    public override InputFacts[] Inputs { get; } = [new("image", [Length, Length, 3])];

    public override OutputFacts[] Outputs { get; } = [new("sum", [Length, Length, 3], OutputKind.Numbers)];

    public override LayerFacts[] Layers { get; } = [Convolution];

    public override int[] Batches => [1, 8];

    public override int TrainingBatch => 4;

    public override TValue[] Call<TValue>(INetwork<TValue> network, TValue[] inputs) =>
        [network.Add(inputs[0], network.Convolution(inputs[0], Convolution, same: true))];

    public override KerasModel CreateKeras()
    {
        var model = new Residual(seed: 1);
        return new(model, [model.Conv])
        {
            Predict = (samples, outputs) =>
            {
                var (x, y, batch) = (samples.Numbers(0), outputs[0], samples.Batch);
                return () => model.Predict(new(x), new(y), batch);
            },
            Train = samples =>
            {
                var (x, y) = (samples.NumberTensor(0), samples.TargetTensor(0));
                model.Compile(KerasModel.Optimizer(), Loss.MeanSquaredError);
                return () => model.TrainOnBatch(x, y);
            },
            Profile = (samples, runs) => model.Profile(samples.NumberTensor(0), runs),
        };
    }
}

/// <summary>An image and its convolution.</summary>
internal sealed partial class Residual : Model
{
    [Conv2D(3, 3, Padding = Padding.Same)] private readonly Conv2D _conv;

    public KerasTensor Call([Input(256, 256, 3)] KerasTensor image) => image + _conv.Call(image);
}
