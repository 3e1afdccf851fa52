using System.Collections.Immutable;
using CsCheck;
using Keras.Compiler.Description;
using Keras.Compiler.Graph;
using Keras.Compiler.Layers;
using Keras.Compiler.Lowering;
using Keras.Compiler.Ops;
using Keras.Compiler.Problems;
using Keras.Compiler.Tests.Emission;
using Keras.Compiler.Tests.Lowering;
using Keras.Compiler.Tests.Reference;
using Keras.Layers;

namespace Keras.Compiler.Tests.Layers;

/// <summary>Convolution layers beyond Keras's cases: channels first, shared calls, unknown axes, random configurations.</summary>
public class ConvolutionLayerTests
{
    private const string Seed = "8rtedfYfXMo1";

    /// <summary>How each kind of layer is declared, and how many axes it has.</summary>
    private static readonly (int Axes, Func<int, int[], WindowedLayerAttribute> Declare)[] Kinds =
    [
        (1, (filters, sizes) => new Conv1DAttribute(filters, sizes)), (2, (filters, sizes) => new Conv2DAttribute(filters, sizes)),
        (3, (filters, sizes) => new Conv3DAttribute(filters, sizes)), (1, (filters, sizes) => new Conv1DTransposeAttribute(filters, sizes)),
        (2, (filters, sizes) => new Conv2DTransposeAttribute(filters, sizes)), (3, (filters, sizes) => new Conv3DTransposeAttribute(filters, sizes)),
        (1, (filters, sizes) => new DepthwiseConv1DAttribute(sizes) { DepthMultiplier = filters }),
        (2, (filters, sizes) => new DepthwiseConv2DAttribute(sizes) { DepthMultiplier = filters }),
        (1, (filters, sizes) => new SeparableConv1DAttribute(filters, sizes)), (2, (filters, sizes) => new SeparableConv2DAttribute(filters, sizes)),
    ];

    private static readonly Gen<Sample> Samples =
        from kind in Gen.Int[0, Kinds.Length - 1]
        from axes in Gen.Select(Gen.Int[1, 6], Gen.Int[1, 4], Gen.Int[1, 3], Gen.Int[1, 2], Gen.Bool).Array[Kinds[kind].Axes]
        from other in Gen.Select(Gen.Int[1, 3], Gen.Int[1, 2], Gen.Int[1, 3], Gen.Int[0, 2], Gen.Bool)
        from more in Gen.Int[-1, 2]
        select new Sample(kind, axes, other.Item1, other.Item2, other.Item3, (Padding)other.Item4, other.Item5, more);

    /// <summary>What a layer says its output's shape is, is the shape that comes out when the model runs; what has no shape is reported.</summary>
    [Fact]
    public void Shapes_at_compile_time_are_those_at_run_time() => Samples.Sample(sample =>
    {
        var (layer, problems) = (sample.Layer(), new ProblemList("M"));
        var definition = LayerCatalogue.FindByAttribute(layer.GetType().FullName!)!;
        var configuration = new LayerConfiguration(layer, [], ImmutableDictionary<string, Attribute>.Empty);
        definition.Validate(configuration, new HyperparameterChecks(problems, _ => 0));
        if (problems.Problems.Count == 0)
            definition.InferOutputs(new LayerCall(
                configuration, "layer", [new TensorType(sample.Input(areKnown: true), DType.Float32)], ImmutableDictionary<string, ConstantValue>.Empty, 0, [0],
                (_, _) => { }), problems);
        Assert.Equal(sample.Fault(), problems.Problems is [var first, ..] ? first.Id : null);
        if (problems.Problems.Count > 0) return;

        var sketch = new GraphSketch();
        var output = sketch.Call(sketch.Layer("layer", layer), sketch.Input("x", [.. sample.Input(areKnown: false).Dims.Skip(1)]));
        var program = Lowerer.Lower(sketch.Build(output), training: false);
        var environment = new ReferenceEnvironment(sample.Lengths);
        var evaluator = new ReferenceEvaluator(program, environment).Forward(
            program.Inputs.Concat(program.Weights.Select(weight => weight.Value))
                .Select(value => ReferenceTensor.Build(environment.Lengths(value.Shape), index => 0.5 + index.Sum())));
        Assert.Equal(environment.Lengths(output.Type.Shape), evaluator.Outputs.Single().Shape);
    }, iter: 1000, seed: Seed, threads: 1);

    [Fact]
    public void Random_layers_compute_what_the_reference_does() => Samples.Sample(sample =>
    {
        if (sample.Fault() is not null) return;
        var sketch = new GraphSketch();
        var output = sketch.Call(sketch.Layer("layer", sample.Layer()), sketch.Input("x", [.. sample.Input(areKnown: false).Dims.Skip(1)]));
        Agreement.Check(Lowerer.Lower(sketch.Build(output), training: true), new ReferenceEnvironment(sample.Lengths));
    }, iter: 15, seed: Seed, threads: 1);

    /// <summary>Channels first is channels last of the transposed input, transposed back; what works along the last axis does so along the
    /// last one that users see.</summary>
    [Theory]
    [InlineData(Activation.Relu)]
    [InlineData(Activation.Softmax)]
    [InlineData(Activation.Glu)]
    public void Channels_first(Activation activation)
    {
        foreach (var groups in new[] { 1, 2 })
        {
            var sketch = new GraphSketch();
            var x = sketch.Input("x", 4, 5, 6);
            var layer = sketch.Layer("layer", new Conv2DAttribute(6, [3, 2]) { DataFormat = DataFormat.ChannelsFirst, Padding = Padding.Same, Groups = groups, Activation = activation });
            var program = Lowerer.Lower(sketch.Build(sketch.Call(layer, x)), training: true);
            Agreement.Check(program, ReferenceEnvironment.ForBatch(3));

            var random = new Random(0);
            var weights = program.Weights.Select(weight => ReferenceTensor.Build(ReferenceEnvironment.ForBatch(2).Lengths(weight.Weight.Shape), _ => random.NextDouble())).ToArray();
            var input = ReferenceTensor.Build([2, 4, 5, 6], _ => random.NextDouble());
            var last = new GraphSketch();
            var plain = last.Layer("layer", new Conv2DAttribute(6, [3, 2]) { Padding = Padding.Same, Groups = groups });
            var product = Lowerer.Lower(last.Build(last.Call(plain, last.Input("x", 5, 6, 4))), training: true);
            var expected = new ReferenceEvaluator(product, ReferenceEnvironment.ForBatch(2))
                .Forward([Permute(input, 0, 2, 3, 1), .. weights]).Outputs.Single();
            var sums = Permute(expected, 0, 3, 1, 2);
            var actual = new ReferenceEvaluator(program, ReferenceEnvironment.ForBatch(2)).Forward([input, .. weights]).Outputs.Single();
            foreach (var index in ReferenceTensor.Indices(actual.Shape))
                Assert.Equal(Activated(sums, index, activation), actual[index], 1e-9);
        }
    }

    /// <summary>Weights depend on the channels alone; the gradients of both calls add up.</summary>
    [Fact]
    public void One_convolution_on_images_of_two_sizes()
    {
        var sketch = new GraphSketch();
        var conv = sketch.Layer("conv", new Conv2DAttribute(5, 3, 2) { Padding = Padding.Same, Activation = Activation.Tanh });
        var up = sketch.Layer("up", new Conv2DTransposeAttribute(3, 3, 2) { Padding = Padding.Same });
        var depth = sketch.Layer("depth", new SeparableConv2DAttribute(4, 3) { DepthMultiplier = 2 });
        GraphTensor[] Branch(GraphTensor image) => [sketch.Call(up, sketch.Call(conv, image)), sketch.Call(depth, sketch.Call(conv, image))];
        GraphTensor[] outputs = [.. Branch(sketch.Input("small", 8, 8, 3)), .. Branch(sketch.Input("large", 16, 16, 3))];
        var program = Lowerer.Lower(sketch.Build(outputs), training: true);
        Assert.Equal(7, program.Weights.Length);
        foreach (var batch in new[] { 1, 3 }) Agreement.Check(program, ReferenceEnvironment.ForBatch(batch));
    }

    private static double Activated(ReferenceTensor sums, int[] index, Activation activation)
    {
        double At(int column) => sums[[.. index[..^1], column]];
        return activation switch
        {
            Activation.Relu => Math.Max(At(index[^1]), 0),
            Activation.Softmax => Math.Exp(At(index[^1])) / Enumerable.Range(0, sums.Shape[^1]).Sum(column => Math.Exp(At(column))),
            _ => At(index[^1]) / (1 + Math.Exp(-At(index[^1] + sums.Shape[^1] / 2))),
        };
    }

    private static ReferenceTensor Permute(ReferenceTensor x, params int[] axes) =>
        ReferenceTensor.Build([.. axes.Select(axis => x.Shape[axis])], index =>
        {
            var source = new int[x.Rank];
            for (var axis = 0; axis < axes.Length; axis++) source[axes[axis]] = index[axis];
            return x[source];
        });

    /// <summary>A configuration, valid or not, and an input.</summary>
    private sealed record Sample(
        int Kind, (int Length, int Size, int Stride, int Dilation, bool IsUnknown)[] Axes, int Channels, int Filters, int Groups, Padding Padding,
        bool ChannelsFirst, int OutputPadding)
    {
        public Dictionary<string, int> Lengths =>
            Axes.Select((axis, i) => ($"x_{i + 1}", axis.Length)).Append(("batch", 2)).ToDictionary(pair => pair.Item1, pair => pair.Item2);

        public WindowedLayerAttribute Layer()
        {
            var layer = Kinds[Kind].Declare(Filters, [.. Axes.Select(axis => axis.Size)]);
            layer.Strides = [.. Axes.Select(axis => axis.Stride)];
            layer.DilationRate = [.. Axes.Select(axis => axis.Dilation)];
            layer.Padding = Padding;
            layer.DataFormat = ChannelsFirst ? DataFormat.ChannelsFirst : DataFormat.ChannelsLast;
            if (layer is ConvolutionAttribute convolution) convolution.Groups = Groups;
            if (layer is TransposedConvolutionAttribute transposed && OutputPadding >= 0) transposed.OutputPadding = [OutputPadding];
            return layer;
        }

        public Shape Input(bool areKnown)
        {
            var axes = Axes.Select((axis, i) => !areKnown && axis.IsUnknown ? Dim.Symbol($"x_{i + 1}") : axis.Length);
            return ChannelsFirst ? Shape.Of([Dim.Batch, Channels, .. axes]) : Shape.Of([Dim.Batch, .. axes, Channels]);
        }

        /// <summary>Which fault Keras's rules find, or null.</summary>
        public string? Fault()
        {
            var layer = Layer();
            if (Axes.Any(axis => axis.Stride > 1) && Axes.Any(axis => axis.Dilation > 1)) return "KER024";
            if (Padding == Padding.Causal && layer is not Conv1DAttribute) return "KER024";
            if (layer is ConvolutionAttribute)
            {
                if (Filters % Groups != 0) return "KER024";
                if (Channels % Groups != 0) return "KER121";
            }
            if (layer is not TransposedConvolutionAttribute)
                return Padding == Padding.Valid && Axes.Any(axis => Extent(axis) > axis.Length) ? "KER120" : null;
            if (OutputPadding >= 0 && Axes.Any(axis => OutputPadding >= axis.Stride)) return "KER024";
            return Padding == Padding.Same && OutputPadding >= 0
                && Axes.Any(axis => (axis.Length - 1) * axis.Stride + Extent(axis) % 2 + OutputPadding < 1) ? "KER120" : null;
        }

        private static int Extent((int, int Size, int, int Dilation, bool) axis) => (axis.Size - 1) * axis.Dilation + 1;
    }
}
