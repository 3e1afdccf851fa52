extern alias runtime;

using Keras.Compiler.Autodiff;
using Keras.Compiler.Fusion;
using Keras.Compiler.Fusion.Passes;
using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Lowering;
using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;
using Keras.Compiler.Tests.Reference;
using static Keras.Compiler.Ops.Elementwise.Formula;
using Kernels = runtime::Keras.Kernels;

namespace Keras.Compiler.Tests.Emission;

/// <summary>Convolutions that are computed in tiles, and their gradients, against the reference evaluator.</summary>
public sealed class FastConvolutionTests
{
    private static readonly Dim N = Dim.Batch;

    public static TheoryData<string> Passes => [.. FusionPipeline.Passes.Select(p => p.Name).Prepend("none").Append("all")];

    /// <summary>Windows that fill tiles and that do not, channels that fill panels and that do not.</summary>
    [Theory]
    [InlineData("F(4x4,3x3)", 3, 12, 12, 16, 16, Padding.Same)]
    [InlineData("F(4x4,3x3)", 3, 15, 17, 17, 33, Padding.Valid)]
    [InlineData("F(2x2,3x3)", 3, 10, 10, 32, 32, Padding.Same)]
    [InlineData("F(2x2,3x3)", 3, 11, 12, 33, 31, Padding.Valid)]
    [InlineData("F(2x2,5x5)", 5, 6, 6, 32, 32, Padding.Same)]
    [InlineData("F(2x2,5x5)", 5, 10, 10, 31, 30, Padding.Valid)]
    [InlineData("F(4x4,5x5)", 5, 8, 8, 16, 16, Padding.Same)]
    [InlineData("F(4x4,5x5)", 5, 19, 22, 15, 17, Padding.Valid)]
    public void A_layer_and_its_gradients(string form, int size, int height, int width, int channels, int filters, Padding padding)
    {
        var program = Layer(Shape.Of(N, height, width, channels), filters, size, padding);
        Assert.Equal([form, form, form], Forms(program));
        // With these numbers no element comes so near relu's bend that rounding decides on which side it lies.
        foreach (var batch in new[] { 1, 3 }) Agreement.Check(program.WithPanels(), ReferenceEnvironment.ForBatch(batch), seed: 1);
    }

    [Fact]
    public void No_element_is_off_by_more_than_the_layer_allows()
    {
        foreach (var (size, channels, filters, length) in new[] { (3, 64, 64, 12), (3, 256, 16, 8), (5, 64, 64, 12), (5, 256, 16, 8) })
        {
            var program = Layer(Shape.Of(N, length, length, channels), filters, size, Padding.Same).WithPanels();
            var random = new Random(channels);
            var environment = ReferenceEnvironment.ForBatch(1);
            ReferenceTensor Draw(Shape shape, double scale) => ReferenceTensor.Build(environment.Lengths(shape), _ => (float)((random.NextDouble() * 2 - 1) * scale));
            List<ReferenceTensor> inputs = [Draw(program.Inputs[0].Shape, 1)];
            // Weights as He's initializer draws them.
            var weights = program.Weights.Select(w => Draw(w.Weight.Shape, Math.Sqrt(6.0 / (size * size * channels)))).ToList();
            using var run = new KernelRun(program);
            var actual = run.Run(environment, inputs, weights, [Draw(program.Outputs[0].Shape, 1)]).Predictions[0];
            var expected = new ReferenceEvaluator(program, environment).Forward([.. inputs, .. weights]).Outputs.First().Data;
            var allowed = 5e-5 * Math.Max(1, Math.Sqrt(expected.Average(v => v * v)));
            Assert.InRange(expected.Zip(actual, (e, a) => Math.Abs(e - a)).Max(), 0, allowed);
        }
    }

    [Fact]
    public void A_layer_that_must_be_exact_is_computed_directly()
    {
        var program = Layer(Shape.Of(N, 12, 12, 16), 16, 3, Padding.Same, Precision.Exact);
        Assert.Empty(Forms(program));
        Check(program, 2);
    }

    /// <summary>Branches that are joined, a residual sum, a kernel that two calls share, and pooling behind it.</summary>
    [Theory]
    [MemberData(nameof(Passes))]
    public void A_network_whatever_pass_is_off(string pass)
    {
        var options = pass switch
        {
            "none" => CompilerOptions.Default,
            "all" => CompilerOptions.Default.Without([.. FusionPipeline.Passes.Select(p => p.Name)]),
            _ => CompilerOptions.Default.Without(pass),
        };
        var program = Network();
        if (pass == "none") Assert.Equal(12, Forms(program).Count);
        Check(program, batch: 1, options);
    }

    [Fact]
    public void Calls_of_one_layer_share_its_transformed_kernel_and_add_to_one_gradient()
    {
        var fused = Fuser.Fuse(Differentiator.Differentiate(Network().WithPanels()), CompilerOptions.Default);
        Assert.Equal(3, fused.Forward.OfType<WinogradTransformStep>().Count());
        Assert.Equal(3, fused.Backward.OfType<WinogradTransformStep>().Count(step => step.Adjoint));
        Assert.Single(fused.Backward.OfType<WinogradKernelGradientStep>(), step => step.AccumulatesInto >= 0);
    }

    /// <summary>A program that only predicts makes them once, so that they cost nothing and pay for small images already.</summary>
    [Fact]
    public void Predictions_find_their_kernels_transformed()
    {
        var program = (Layer(Shape.Of(N, 7, 7, 16), 16, 3, Padding.Same) with { Training = false, KeepsPrepared = true }).WithPanels();
        var hoisted = WeightHoisting.Hoist(Fuser.Fuse(program, CompilerOptions.Default), CompilerOptions.Default);
        Assert.Equal("F(4x4,3x3)", Assert.Single(hoisted.Forward).Algorithm);
        Assert.Single(hoisted.Preparation!.Forward.OfType<WinogradTransformStep>());
        Assert.Empty(Forms(program with { Training = true, KeepsPrepared = false }));
        Check(program, 3);
    }

    /// <summary>Of kernels that are made of weights in turn, as of folded normalizations, small ones are left as they are.</summary>
    [Fact]
    public void Kernels_made_of_weights_count_as_transformed_in_each_call()
    {
        Assert.Empty(Transforms(length: 7));
        Assert.Single(Transforms(length: 56));

        static IEnumerable<WinogradTransformStep> Transforms(int length)
        {
            var sketch = new ProgramSketch();
            var x = sketch.Input("x", Shape.Of(N, length, length, 16));
            var kernel = sketch.Builder.Map("scaled", Operand(0) * Operand(1), sketch.Weight("kernel", Shape.Of(3, 3, 16, 16)), sketch.Weight("scale", Shape.Of(16)));
            var program = sketch.Build([Conv(sketch, "conv", x, kernel, Padding.Same)]).ForPrediction() with { Training = false };
            var hoisted = WeightHoisting.Hoist(Fuser.Fuse(program, CompilerOptions.Default), CompilerOptions.Default);
            return hoisted.Preparation!.Forward.OfType<WinogradTransformStep>();
        }
    }

    [Fact]
    public void What_follows_is_done_where_the_elements_are_written()
    {
        var fused = Fuser.Fuse(Differentiator.Differentiate(Network().WithPanels()), CompilerOptions.Default);
        Assert.All(fused.Forward.OfType<WinogradStep>(), step => Assert.NotNull(step.Epilogue));
        Assert.Contains(fused.Backward.OfType<WinogradStep>(), step => step.Epilogue is not null);
        Assert.True(fused.Forward.OfType<ConcatenateStep>().Single().IsView);
    }

    [Fact]
    public void Transposed_convolutions()
    {
        foreach (var padding in new[] { Padding.Same, Padding.Valid })
        {
            var sketch = new ProgramSketch();
            var (b, x) = (sketch.Builder, sketch.Input("x", Shape.Of(N, 13, 12, 17)));
            Window[] windows = [Window.OfTransposed(13, 3, 1, 1, padding, null), Window.OfTransposed(12, 3, 1, 1, padding, null)];
            var y = b.TransposedConvolution("y", x, sketch.Weight("kernel", Shape.Of(3, 3, 18, 17)), windows);
            var program = sketch.Build([b.Map("relu", Apply("Max", Operand(0) + Operand(1), 0), y, sketch.Weight("bias", Shape.Of(18)))]);
            Assert.Equal(3, Forms(program).Count);
            Check(program, 2);
        }
    }

    [Fact]
    public void Steps_say_which_algorithm_they_take()
    {
        using var run = new KernelRun(Layer(Shape.Of(N, 12, 12, 16), 16, 3, Padding.Same).WithPanels());
        Assert.Contains("Winograd (None, 12, 12, 16)", run.Text, StringComparison.Ordinal);
        Assert.Contains("F(4x4,3x3)", run.Text, StringComparison.Ordinal);
    }

    /// <summary>What compiler and runtime both know: the memory that kernels work in.</summary>
    [Fact]
    public void Sizes_are_those_of_the_runtime()
    {
        foreach (var form in WinogradForm.All)
            foreach (var (channels, filters) in new[] { (1, 1), (16, 16), (17, 33), (64, 256), (300, 129) })
            {
                var plan = new WinogradPlan(form, [], channels, filters);
                Assert.Equal(Kernels.Winograd.TransformedLength(channels, filters, form.Size, form.Tile), form.TransformedShape(channels, filters).Size.Value);
                Assert.Equal(Kernels.Winograd.ForwardWorkspace(channels, filters, form.Size, form.Tile, (nint)plan.Block), plan.Workspace.Value);
                Assert.Equal(Kernels.Winograd.KernelGradientWorkspace(channels, filters, form.Size, form.Tile, (nint)plan.GradientBlock), plan.GradientWorkspace.Value);
            }
    }

    private static Program Layer(Shape input, int filters, int size, Padding padding, Precision precision = Precision.Default)
    {
        var sketch = new ProgramSketch();
        sketch.Builder.Scope = new Scope("conv", "Conv2D", 0, "", precision);
        var x = sketch.Input("x", input);
        return sketch.Build([Conv(sketch, "conv", x, sketch.Weight("conv/kernel", Shape.Of(size, size, input[-1], filters)), padding)]);
    }

    private static Program Network()
    {
        var sketch = new ProgramSketch();
        var (b, x) = (sketch.Builder, sketch.Input("image", Shape.Of(N, 13, 12, 16)));
        var joined = b.Concatenate("joined", -1, Conv("left", x, 16), Conv("right", x, 16));
        var shared = sketch.Weight("shared/kernel", Shape.Of(3, 3, 32, 32));
        var residual = b.Map("residual", Operand(0) + Operand(1), FastConvolutionTests.Conv(sketch, "first", joined, shared, Padding.Same), joined);
        var again = FastConvolutionTests.Conv(sketch, "second", residual, shared, Padding.Same);
        return sketch.Build([b.Apply(new WindowMax([Window.Of(13, 2, 2, 1, Padding.Valid), Window.Of(12, 2, 2, 1, Padding.Valid)]), "pooled", again)]);

        Value Conv(string name, Value input, int filters) =>
            FastConvolutionTests.Conv(sketch, name, input, sketch.Weight(name + "/kernel", Shape.Of(3, 3, input.Shape[-1], filters)), Padding.Same);
    }

    /// <summary>Convolution, bias and relu.</summary>
    private static Value Conv(ProgramSketch sketch, string name, Value x, Value kernel, Padding padding)
    {
        var windows = new[] { 1, 2 }.Select(axis => Window.Of(x.Shape[axis], (int)kernel.Shape[0].Value, 1, 1, padding));
        var y = sketch.Builder.Convolution(name, x, kernel, windows);
        return sketch.Builder.Map(name, Apply("Max", Operand(0) + Operand(1), 0), y, sketch.Weight(name + "/bias", Shape.Of(kernel.Shape[-1])));
    }

    private static List<string> Forms(Program program) =>
        [.. Fuser.Fuse(Differentiator.Differentiate(program.WithPanels()), CompilerOptions.Default).Steps
            .Where(step => step is WinogradStep or WinogradKernelGradientStep).Select(step => step.Algorithm)];

    private static void Check(Program program, int batch, CompilerOptions? options = null) =>
        Agreement.Check(program.WithPanels(), ReferenceEnvironment.ForBatch(batch), options);
}
