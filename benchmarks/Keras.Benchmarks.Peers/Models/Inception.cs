using Keras.Benchmarks.Peers.Engines;
using Keras.Benchmarks.Peers.Facts;
using Keras.Layers;
using static Keras.Ops;

namespace Keras.Benchmarks.Peers.Models;

/// <summary>The guide's inception module, joined by channels.</summary>
internal sealed class InceptionFacts : ModelFacts
{
    private const int Length = 256;
    private const int Positions = Length * Length;
    private static readonly ConvolutionFacts Reduce3 = new("reduce3", 1, 3, 64) { Uses = Positions };
    private static readonly ConvolutionFacts Convolution3 = new("conv3", 3, 64, 64) { Uses = Positions };
    private static readonly ConvolutionFacts Reduce5 = new("reduce5", 1, 3, 64) { Uses = Positions };
    private static readonly ConvolutionFacts Convolution5 = new("conv5", 5, 64, 64) { Uses = Positions };
    private static readonly ConvolutionFacts Project = new("project", 1, 3, 64) { Uses = Positions };

    public override string Name => "inception";

    public override InputFacts[] Inputs { get; } = [new("image", [Length, Length, 3])];

    public override OutputFacts[] Outputs { get; } = [new("towers", [Length, Length, 192], OutputKind.Numbers)];

    public override LayerFacts[] Layers { get; } = [Reduce3, Convolution3, Reduce5, Convolution5, Project];

    public override int[] Batches => [1];

    public override int TrainingBatch => 2;

    public override TValue[] Call<TValue>(INetwork<TValue> network, TValue[] inputs)
    {
        var tower1 = network.Convolution(Same(inputs[0], Reduce3), Convolution3, same: true, relu: true);
        var tower2 = network.Convolution(Same(inputs[0], Reduce5), Convolution5, same: true, relu: true);
        return [network.Concatenate(tower1, tower2, Same(network.MaxPooling(inputs[0], 3, 1), Project))];

        TValue Same(TValue x, ConvolutionFacts layer) => network.Convolution(x, layer, same: true, relu: true);
    }

    public override KerasModel CreateKeras()
    {
        var model = new Inception(seed: 1);
        var exact = new ExactInception(whole: model);
        return new(model, [model.Reduce3, model.Conv3, model.Reduce5, model.Conv5, model.Project])
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
            Variants =
            [
                ModelVariant.Exact(exact, (samples, outputs) =>
                {
                    var (x, y, batch) = (samples.Numbers(0), outputs[0], samples.Batch);
                    return () => exact.Predict(new(x), new(y), batch);
                }),
            ],
            Profile = (samples, runs) => model.Profile(samples.NumberTensor(0), runs),
        };
    }
}

/// <summary>Three towers over one image.</summary>
internal sealed partial class Inception : Model
{
    [Conv2D(64, 1, Padding = Padding.Same, Activation = Activation.Relu)] private readonly Conv2D _reduce3, _reduce5, _project;
    [Conv2D(64, 3, Padding = Padding.Same, Activation = Activation.Relu)] private readonly Conv2D _conv3;
    [Conv2D(64, 5, Padding = Padding.Same, Activation = Activation.Relu)] private readonly Conv2D _conv5;
    [MaxPooling2D(3, 1, Padding = Padding.Same)]                          private readonly MaxPooling2D _pool;

    public KerasTensor Call([Input(256, 256, 3)] KerasTensor image)
    {
        var tower1 = _conv3.Call(_reduce3.Call(image));
        var tower2 = _conv5.Call(_reduce5.Call(image));
        return Concatenate([tower1, tower2, _project.Call(_pool.Call(image))], axis: 3);
    }
}

/// <summary>The same, every product as the layers say.</summary>
[Model(Precision = Precision.Exact)]
internal sealed partial class ExactInception : Model
{
    private readonly Inception _whole;

    public KerasTensor Call([Input(256, 256, 3)] KerasTensor image) => _whole.Call(image);
}
