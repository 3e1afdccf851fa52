extern alias runtime;

using Keras.Compiler.Autodiff;
using Keras.Compiler.Fusion;
using Keras.Compiler.Fusion.Passes;
using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;
using Keras.Compiler.Tests.Reference;
using static Keras.Compiler.Ops.Elementwise.Formula;
using Kernels = runtime::Keras.Kernels;

namespace Keras.Compiler.Tests.Emission;

/// <summary>Convolutions that are sums of lines, and their gradients, against the reference evaluator.</summary>
public sealed class LineConvolutionTests
{
    private static readonly Dim N = Dim.Batch;
    private static readonly Dim T = Dim.Symbol("time");

    public static TheoryData<string> Passes => [.. FusionPipeline.Passes.Select(p => p.Name).Prepend("none").Append("all")];

    /// <summary>Lines that fill registers and bands and that do not; the last window may be wider than high.</summary>
    [Theory]
    [InlineData(1, 32, 33, 3, Padding.Same)]
    [InlineData(2, 18, 34, 3, Padding.Valid)]
    [InlineData(3, 32, 32, 3, Padding.Same)]
    [InlineData(3, 26, 39, 3, Padding.Valid)]
    [InlineData(3, 32, 67, 5, Padding.Same)]
    [InlineData(4, 17, 31, 3, Padding.Same)]
    [InlineData(4, 40, 28, 2, Padding.Same)]
    public void A_layer_and_its_gradients(int channels, int height, int width, int size, Padding padding)
    {
        var program = Network(Shape.Of(N, height, width, channels), size, padding);
        var fused = Fuse(program);
        Assert.Equal(2, fused.Forward.OfType<LineConvolutionStep>().Count());
        Assert.Equal(2, fused.Backward.OfType<LineConvolutionStep>().Count());
        Assert.Equal(2, fused.Backward.OfType<LineKernelGradientStep>().Count());
        foreach (var batch in new[] { 1, 3 }) Check(program, batch);
    }

    [Theory]
    [MemberData(nameof(Passes))]
    public void A_network_whatever_pass_is_off(string pass) => Check(Network(Shape.Of(N, 16, 20, 3), 3, Padding.Same), 2, pass switch
    {
        "none" => CompilerOptions.Default,
        "all" => CompilerOptions.Default.Without([.. FusionPipeline.Passes.Select(p => p.Name)]),
        _ => CompilerOptions.Default.Without(pass),
    });

    [Fact]
    public void An_unknown_height()
    {
        var program = Network(Shape.Of(N, T, 96, 3), 3, Padding.Same);
        Assert.Equal(4, Fuse(program).Steps.OfType<LineConvolutionStep>().Count());
        foreach (var height in new[] { 1, 7, 17 })
            Agreement.Check(program.WithPanels(), new ReferenceEnvironment(new Dictionary<string, int> { ["batch"] = 2, ["time"] = height }));
    }

    /// <summary>The guide's residual connection, with the pass and without it.</summary>
    [Fact]
    public void A_residual_connection()
    {
        var sketch = new ProgramSketch();
        var x = sketch.Input("image", Shape.Of(N, 32, 32, 3));
        var y = Conv(sketch, "conv", x, sketch.Weight("conv/kernel", Shape.Of(3, 3, 3, 3)), Padding.Same);
        var program = sketch.Build([sketch.Builder.Map("sum", Operand(0) + (Operand(1) + Operand(2)), x, y, sketch.Weight("conv/bias", Shape.Of(3)))]);
        Assert.Equal("LineKernel, View, Map, View, LineConvolution, View", Names(CompilerOptions.Default));
        Assert.Equal("WideKernel, View, Map, View, Convolution, View", Names(CompilerOptions.Default.Without(nameof(LineConvolutions))));
        Assert.Equal("Convolution", Names(CompilerOptions.Default.Without(nameof(LineConvolutions), nameof(WideWindows))));
        Check(program, 2);

        string Names(CompilerOptions options) => string.Join(", ", Fuser.Fuse(Differentiator.Differentiate(program.WithPanels()), options).Forward.Select(step => step.Name));
    }

    [Fact]
    public void Predictions_find_their_coefficients_made()
    {
        var program = (Network(Shape.Of(N, 32, 32, 3), 3, Padding.Same) with { Training = false, KeepsPrepared = true }).WithPanels();
        var hoisted = WeightHoisting.Hoist(Fuser.Fuse(program, CompilerOptions.Default), CompilerOptions.Default);
        Assert.Equal(2, hoisted.Forward.Count(step => !step.IsView));
        Assert.Equal(2, hoisted.Preparation!.Forward.OfType<LineKernelStep>().Count());
        Check(program, 3);
    }

    [Fact]
    public void What_is_done_to_a_gradient_is_done_where_it_is_written()
    {
        var backward = Fuse(Network(Shape.Of(N, 32, 32, 3), 3, Padding.Same)).Backward;
        Assert.Single(backward.OfType<LineConvolutionStep>(), step => step.Epilogue is not null);
    }

    [Fact]
    public void A_shared_kernel_has_one_gradient()
    {
        var sketch = new ProgramSketch();
        var kernel = sketch.Weight("kernel", Shape.Of(3, 3, 3, 3));
        var inner = Conv(sketch, "inner", sketch.Input("x", Shape.Of(N, 32, 32, 3)), kernel, Padding.Same);
        var program = sketch.Build([Conv(sketch, "outer", inner, kernel, Padding.Same)]);
        Assert.Single(Fuse(program).Backward.OfType<LineKernelGradientStep>(), step => step.AccumulatesInto >= 0);
        Check(program, 2);
    }

    /// <summary>A layer that is exact, one whose result is joined to others, and an epilogue that has a number for each window.</summary>
    [Fact]
    public void Where_lines_do_not_fit()
    {
        var sketch = new ProgramSketch();
        var (b, x) = (sketch.Builder, sketch.Input("x", Shape.Of(N, 32, 32, 3)));
        var perWindow = sketch.Input("shift", Shape.Of(N, 32, 32, 1));
        b.Scope = new Scope("exact", "Conv2D", 0, "", Precision.Exact);
        var exact = Biased(sketch, "exact", x, 3, Padding.Same);
        b.Scope = new Scope("others", "Conv2D", 0, "");
        var joined = b.Concatenate("joined", -1, Biased(sketch, "left", x, 3, Padding.Same), Biased(sketch, "right", x, 3, Padding.Same));
        var shifted = b.Map("shifted", Operand(0) + Operand(1), Conv(sketch, "shifted", x, sketch.Weight("kernel", Shape.Of(3, 3, 3, 3)), Padding.Same), perWindow);
        var program = sketch.Build([exact, joined, shifted]);
        Assert.Empty(Fuse(program).Forward.OfType<LineConvolutionStep>());
        Check(program, 2);
    }

    /// <summary>What compiler and runtime both know: the memory that kernels work in.</summary>
    [Fact]
    public void Sizes_are_those_of_the_runtime()
    {
        Assert.Equal(Kernels.LineConvolution.Height, LinePlan.Height);
        for (var channels = 1; channels <= 16; channels++)
            foreach (var width in new[] { 1, 2, 3, 5, 7 })
            {
                var plan = new LinePlan(width, channels);
                Assert.Equal(Kernels.LineConvolution.CoefficientsLength(width, channels), plan.Coefficients.Size.Value);
                Assert.Equal(Kernels.LineConvolution.ForwardWorkspace(width, channels), plan.Workspace.Value);
                Assert.Equal(Kernels.LineConvolution.KernelGradientWorkspace(width, channels), plan.GradientWorkspace.Value);
            }
    }

    /// <summary>Two layers and a sum with the first one's result.</summary>
    private static Program Network(Shape input, int size, Padding padding)
    {
        var sketch = new ProgramSketch();
        var inner = Biased(sketch, "inner", sketch.Input("x", input), size, padding);
        var outer = Biased(sketch, "outer", inner, size, padding);
        return sketch.Build([padding == Padding.Same ? sketch.Builder.Map("sum", Operand(0) + Operand(1), outer, inner) : outer]);
    }

    /// <summary>Convolution, bias and relu.</summary>
    private static Value Biased(ProgramSketch sketch, string name, Value x, int size, Padding padding)
    {
        var y = Conv(sketch, name, x, sketch.Weight(name + "/kernel", Shape.Of(3, size, x.Shape[-1], x.Shape[-1])), padding);
        return sketch.Builder.Map(name, Apply("Max", Operand(0) + Operand(1), 0), y, sketch.Weight(name + "/bias", Shape.Of(x.Shape[-1])));
    }

    private static Value Conv(ProgramSketch sketch, string name, Value x, Value kernel, Padding padding) => sketch.Builder.Convolution(
        name, x, kernel, new[] { 1, 2 }.Select(axis => Window.Of(x.Shape[axis], (int)kernel.Shape[axis - 1].Value, 1, 1, padding)));

    private static FusedProgram Fuse(Program program) => Fuser.Fuse(Differentiator.Differentiate(program.WithPanels()), CompilerOptions.Default);

    private static void Check(Program program, int batch, CompilerOptions? options = null) =>
        Agreement.Check(program.WithPanels(), ReferenceEnvironment.ForBatch(batch), options);
}
