using Keras.Compiler.Graph;
using Keras.Compiler.Lowering;
using Keras.Compiler.Tests.Emission;
using Keras.Compiler.Tests.Lowering;
using Keras.Compiler.Tests.Reference;
using Keras.Layers;

namespace Keras.Compiler.Tests.Layers;

/// <summary>Layers whose numbers are no parity of bits: mean, variance, scaling and shape of the noise in emitted code, the same numbers
/// backward, and nothing in inference.</summary>
public sealed class RandomLayerTests
{
    private const int Batch = 40, Length = 500, Channels = 6;

    public static TheoryData<LayerDeclarationAttribute, double, double> Statistics => new()
    {
        // On ones: expected mean and standard deviation.
        { new DropoutAttribute(0.3), 1, Math.Sqrt(0.3 / 0.7) },
        { new SpatialDropout1DAttribute(0.3), 1, Math.Sqrt(0.3 / 0.7) },
        { new GaussianDropoutAttribute(0.3), 1, Math.Sqrt(0.3 / 0.7) },
        { new GaussianDropoutAttribute(0.5) { Seed = 7 }, 1, 1 },
        { new GaussianNoiseAttribute(0.25), 1, 0.25 },
        { new GaussianNoiseAttribute(1) { Seed = 7 }, 1, 1 },
    };

    [Theory]
    [MemberData(nameof(Statistics))]
    public void Noise_has_its_mean_and_deviation(LayerDeclarationAttribute layer, double mean, double deviation)
    {
        var y = Run(layer, _ => 1).Outputs[0];
        // One draw per channel of a sample has far fewer numbers.
        var slack = layer is SpatialDropout1DAttribute ? 0.15 : 0.01;
        var average = y.Average();
        Assert.InRange(average, mean - slack, mean + slack);
        Assert.InRange(Math.Sqrt(y.Average(value => Math.Pow(value - average, 2))), deviation - slack, deviation + slack);
    }

    /// <summary>Skewness 0, kurtosis 3, and the shares beyond one, two and three deviations.</summary>
    [Fact]
    public void Noise_is_normal()
    {
        var y = Run(new GaussianNoiseAttribute(1), _ => 0).Outputs[0];
        Assert.InRange(y.Average(v => v * v * v), -0.05, 0.05);
        Assert.InRange(y.Average(v => v * v * v * v), 2.9, 3.1);
        foreach (var (bound, share) in new[] { (1.0, 0.3173), (2.0, 0.0455), (3.0, 0.0027) })
            Assert.InRange(y.Count(v => Math.Abs(v) > bound) / (double)y.Length, share - 0.005, share + 0.005);
        // Neighbours do not hang together.
        Assert.InRange(y.Zip(y.Skip(1), (a, b) => a * b).Average(), -0.02, 0.02);
    }

    [Fact]
    public void Alpha_dropout_keeps_mean_and_variance()
    {
        var random = new Random(5);
        var y = Run(new AlphaDropoutAttribute(0.2), _ =>
            Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())).Outputs[0];
        Assert.InRange(y.Average(), -0.02, 0.02);
        Assert.InRange(y.Average(v => v * v), 0.97, 1.03);
    }

    public static TheoryData<LayerDeclarationAttribute, string> Shapes => new()
    {
        { new SpatialDropout1DAttribute(0.4), "sample, channel" },
        { new AlphaDropoutAttribute(0.4) { NoiseShape = [Keras.Axis.None, 1, Keras.Axis.None] }, "sample, channel" },
        { new DropoutAttribute(0.4) { NoiseShape = [1, Keras.Axis.None, 1] }, "step" },
    };

    /// <summary>Along the other axes all elements share one number; along these they do not.</summary>
    [Theory]
    [MemberData(nameof(Shapes))]
    public void Noise_has_its_shape(LayerDeclarationAttribute layer, string axes)
    {
        var y = Run(layer, _ => 1).Outputs[0];
        var groups = y.Select((value, i) => (value, Key: axes == "step" ? i / Channels % Length : i / (Length * Channels) * Channels + i % Channels))
            .GroupBy(pair => pair.Key, pair => pair.value).ToList();
        Assert.All(groups, group => Assert.Single(group.Distinct()));
        Assert.Equal(2, groups.Select(group => group.First()).Distinct().Count());
    }

    [Theory]
    [InlineData(DataFormat.ChannelsLast)]
    [InlineData(DataFormat.ChannelsFirst)]
    public void Channels_are_dropped_whole_wherever_they_are(DataFormat format)
    {
        foreach (var (layer, count) in new (LayerDeclarationAttribute, int)[]
            { (new SpatialDropout2DAttribute(0.5) { DataFormat = format }, 2), (new SpatialDropout3DAttribute(0.5) { DataFormat = format }, 3) })
        {
            var spatial = Enumerable.Repeat((Dim)3, count).ToArray();
            var y = Run(layer, _ => 1, batch: 8, format == DataFormat.ChannelsFirst ? [16, .. spatial] : [.. spatial, 16]).Outputs[0];
            var cells = (int)Math.Pow(3, count);
            var groups = y.Select((value, i) => (value, Key: format == DataFormat.ChannelsFirst ? i / cells : i / (cells * 16) * 16 + i % 16))
                .GroupBy(pair => pair.Key, pair => pair.value).ToList();
            Assert.All(groups, group => Assert.Single(group.Distinct()));
            Assert.InRange(groups.Count(group => group.First() == 0), 40, 88);
            Assert.All(groups, group => Assert.True(group.First() is 0 or 2));
        }
    }

    public static TheoryData<LayerDeclarationAttribute> Multiplying =>
        [new DropoutAttribute(0.3), new SpatialDropout1DAttribute(0.3), new GaussianDropoutAttribute(0.3), new GaussianDropoutAttribute(0.3) { Seed = 3 }];

    /// <summary>On ones and with cotangents of ones, the gradient is the factor and so is the output.</summary>
    [Theory]
    [MemberData(nameof(Multiplying))]
    public void Backward_draws_the_same_numbers(LayerDeclarationAttribute layer)
    {
        var numbers = Run(layer, _ => 1);
        foreach (var (y, dx) in numbers.Outputs[0].Zip(numbers.Gradients[0]!)) Assert.Equal(y, dx, 1e-5);
    }

    [Fact]
    public void Added_noise_passes_the_gradient_on() => Assert.All(Run(new GaussianNoiseAttribute(0.5), _ => 1).Gradients[0]!, dx => Assert.Equal(1, dx));

    public static TheoryData<LayerDeclarationAttribute> All =>
    [
        new DropoutAttribute(0.3), new SpatialDropout1DAttribute(0.3), new GaussianDropoutAttribute(0.3), new GaussianNoiseAttribute(0.3),
        new AlphaDropoutAttribute(0.3), new AlphaDropoutAttribute(0.3) { NoiseShape = [Keras.Axis.None, 1, 1] },
    ];

    [Theory]
    [MemberData(nameof(All))]
    public void Inference_passes_the_input_on(LayerDeclarationAttribute layer) =>
        Assert.Empty(Lowerer.Lower(Graph(layer, Length, Channels), training: false).Instructions);

    [Theory]
    [MemberData(nameof(All))]
    public void A_rate_of_zero_passes_the_input_on(LayerDeclarationAttribute layer) => Assert.Empty(Lowerer.Lower(
        Graph((LayerDeclarationAttribute)Activator.CreateInstance(layer.GetType(), 0.0)!, Length, Channels), training: true).Instructions);

    private static FunctionalGraph Graph(LayerDeclarationAttribute layer, params Dim[] shape)
    {
        var sketch = new GraphSketch();
        return sketch.Build(sketch.Call(sketch.Layer("layer", layer), sketch.Input("x", shape)));
    }

    private static Numbers Run(LayerDeclarationAttribute layer, Func<int[], double> x) => Run(layer, x, Batch, Length, Channels);

    private static Numbers Run(LayerDeclarationAttribute layer, Func<int[], double> x, int batch, params Dim[] shape)
    {
        var environment = ReferenceEnvironment.ForBatch(batch);
        using var run = new KernelRun(Lowerer.Lower(Graph(layer, shape), training: true));
        int[] lengths = environment.Lengths(Shape.Of([Dim.Batch, .. shape]));
        return run.Run(environment, [ReferenceTensor.Build(lengths, x)], [], [ReferenceTensor.Build(lengths, _ => 1)]);
    }
}
