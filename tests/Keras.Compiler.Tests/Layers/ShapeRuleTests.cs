using CsCheck;
using Keras.Compiler.Graph;
using Keras.Compiler.Layers;
using Keras.Compiler.Lowering;
using Keras.Compiler.Tests.Lowering;
using Keras.Compiler.Tests.Reference;
using Keras.Layers;

namespace Keras.Compiler.Tests.Layers;

/// <summary>What a shape rule promises is what the lowered layer computes, whatever the shapes, unknown lengths included: the lowering
/// compares its types with the rule's, and the evaluator the computed sizes with those types.</summary>
public class ShapeRuleTests
{
    /// <summary>One to three axes of 1 to 4 after the batch; true marks those that are declared unknown.</summary>
    private static readonly Gen<(int Length, bool IsUnknown)[]> Axes = Gen.Select(Gen.Int[1, 4], Gen.Bool).Array[1, 3];

    private static readonly Gen<(string Name, LayerDeclarationAttribute Layer)> Layers = OneOf<(string, LayerDeclarationAttribute)>(
        ("act", new ActivationAttribute(Activation.Gelu)),
        ("act", new ActivationAttribute(Activation.LogSoftmax)),
        ("relu", new ReLUAttribute(2) { NegativeSlope = 0.1, Threshold = 0.5 }),
        ("softmax", new SoftmaxAttribute(1)),
        ("dropout", new DropoutAttribute(0.3)),
        ("flatten", new FlattenAttribute()),
        ("channels", new FlattenAttribute { DataFormat = DataFormat.ChannelsFirst }),
        ("reshape", new ReshapeAttribute(-1)),
        ("spread", new ReshapeAttribute(1, -1, 1)),
        ("penalty", new ActivityRegularizationAttribute(0.1, 0.2)),
        ("norm", new LayerNormalizationAttribute { Axis = [1], Center = false, Scale = false }),
        ("rescaling", new RescalingAttribute(2, 1)));

    private static readonly Gen<LayerDeclarationAttribute> Weighted = OneOf<LayerDeclarationAttribute>(
        new DenseAttribute(3) { Activation = Activation.Softmax },
        new DenseAttribute(4) { Activation = Activation.Glu, UseBias = false },
        new BatchNormalizationAttribute(),
        new BatchNormalizationAttribute(1) { Center = false },
        new LayerNormalizationAttribute { Axis = [1, -1] },
        new PReLUAttribute(),
        new PReLUAttribute { SharedAxes = [1] });

    private static readonly Gen<LayerDeclarationAttribute> Merges = OneOf<LayerDeclarationAttribute>(
        new AddAttribute(), new MultiplyAttribute(), new AverageAttribute(), new MaximumAttribute(), new MinimumAttribute(), new SubtractAttribute());

    [Fact]
    public void Layers_without_weights() => Gen.Select(Axes, Layers, Gen.Bool).Sample((axes, layer, training) =>
    {
        var sketch = new GraphSketch();
        Run(sketch, sketch.Call(sketch.Layer(layer.Name, layer.Layer), sketch.Input("x", Dims("x", axes))), training, ("x", axes));
    }, iter: 300, seed: "8rtedfYfXMo1");

    [Fact]
    public void Layers_with_weights_on_known_axes() => Gen.Select(Axes, Weighted, Gen.Bool).Sample((axes, layer, training) =>
    {
        var known = axes.Select(axis => (axis.Length, false)).ToArray();
        var sketch = new GraphSketch();
        Run(sketch, sketch.Call(sketch.Layer("layer", layer), sketch.Input("x", Dims("x", known))), training, ("x", known));
    }, iter: 300, seed: "8rtedfYfXMo1");

    [Fact]
    public void Merges_of_equal_broadcast_and_lower_rank_inputs() => Gen.Select(Axes, Merges, Gen.Int[0, 2]).Sample((axes, layer, form) =>
    {
        var other = form switch
        {
            0 => axes,
            1 => [.. axes.Select((axis, i) => i == 0 ? (1, false) : axis)],
            _ => axes[^1..],
        };
        var sketch = new GraphSketch();
        var merged = sketch.Call(sketch.Layer("merge", layer), sketch.Input("x", Dims("x", axes)), sketch.Input("y", Dims("y", other)));
        Run(sketch, merged, false, ("x", axes), ("y", other));
    }, iter: 300, seed: "8rtedfYfXMo1");

    [Fact]
    public void Concatenation_along_any_axis() => Gen.Select(Axes, Gen.Int[1, 3], Gen.Int[1, 4]).Sample((axes, place, length) =>
    {
        var axis = Math.Min(place, axes.Length);
        var other = axes.Select((known, i) => i == axis - 1 ? (length, true) : known).ToArray();
        var sketch = new GraphSketch();
        var joined = sketch.Call(
            sketch.Layer("join", new ConcatenateAttribute(axis - 1 - axes.Length)), sketch.Input("x", Dims("x", axes)), sketch.Input("y", Dims("y", other)));
        Run(sketch, joined, false, ("x", axes), ("y", other));
    }, iter: 300, seed: "8rtedfYfXMo1");

    private static Gen<T> OneOf<T>(params T[] items) => Gen.Int[0, items.Length - 1].Select(i => items[i]);

    private static Dim[] Dims(string input, (int Length, bool IsUnknown)[] axes) =>
        [.. axes.Select((axis, i) => axis.IsUnknown ? Dim.Symbol($"{input}_{i + 1}") : axis.Length)];

    private static void Run(GraphSketch sketch, GraphTensor output, bool training, params (string Name, (int Length, bool)[] Axes)[] inputs)
    {
        const int batch = 2;
        var program = Lowerer.Lower(sketch.Build(output), training);
        var lengths = inputs.SelectMany(input => input.Axes.Select((axis, i) => ($"{input.Name}_{i + 1}", axis.Length)))
            .Append(("batch", batch)).ToDictionary(pair => pair.Item1, pair => pair.Item2);
        var environment = new ReferenceEnvironment(lengths);
        var evaluator = new ReferenceEvaluator(program, environment).Forward(
            program.Inputs.Concat(program.Weights.Select(weight => weight.Value))
                .Select(value => ReferenceTensor.Build(environment.Lengths(value.Shape), index => 0.5 + index.Sum())));
        Assert.Equal(environment.Lengths(output.Type.Shape), evaluator.Outputs.Single().Shape);
    }
}
