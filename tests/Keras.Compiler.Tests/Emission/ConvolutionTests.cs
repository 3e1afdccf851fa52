using CsCheck;
using Keras.Compiler.Autodiff;
using Keras.Compiler.Fusion;
using Keras.Compiler.Fusion.Passes;
using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;
using Keras.Compiler.Tests.Reference;
using static Keras.Compiler.Ops.Elementwise.Formula;

namespace Keras.Compiler.Tests.Emission;

/// <summary>Emitted convolutions and their gradients against the reference evaluator.</summary>
public sealed class ConvolutionTests
{
    private static readonly Dim N = Dim.Batch;
    private static readonly Dim T = Dim.Symbol("time");

    /// <summary>Sizes about the width of a register; batches about that of a tile.</summary>
    [Theory]
    [InlineData(1, 1, 33)]
    [InlineData(3, 16, 3)]
    [InlineData(15, 17, 3)]
    [InlineData(16, 33, 1)]
    [InlineData(17, 15, 3)]
    [InlineData(33, 16, 1)]
    [InlineData(1, 33, 32)]
    public void Channels_and_filters_of_any_number(int channels, int filters, int batch)
    {
        foreach (var padding in new[] { Padding.Valid, Padding.Same })
            Check(Layer(Shape.Of(N, 5, 6, channels), filters, 1, (3, 1, 1, padding), (2, 1, 1, padding)), batch);
        Check(Layer(Shape.Of(N, 5, 6, channels), filters, 1, (3, 2, 1, Padding.Same), (3, 2, 1, Padding.Valid)), batch);
    }

    [Theory]
    [InlineData(4, 6, 2)]
    [InlineData(34, 36, 2)]
    [InlineData(15, 45, 3)]
    [InlineData(8, 8, 8)]
    [InlineData(33, 33, 33)]
    [InlineData(5, 15, 5)]
    public void Groups_of_any_number(int channels, int filters, int groups)
    {
        Check(Layer(Shape.Of(N, 5, 4, channels), filters, groups, (3, 1, 1, Padding.Same), (3, 2, 1, Padding.Valid)), 3);
        Check(Layer(Shape.Of(N, 7, channels), filters, groups, (2, 1, 3, Padding.Same)), 2);
        Check(Layer(Shape.Of(N, 3, 4, 5, channels), filters, groups, (2, 1, 1, Padding.Same), (3, 1, 1, Padding.Valid), (3, 2, 1, Padding.Same)), 1);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("all")]
    [InlineData(nameof(Epilogues))]
    [InlineData(nameof(MapChains))]
    [InlineData(nameof(ConcatenateInPlace))]
    [InlineData(nameof(GradientAccumulation))]
    [InlineData(nameof(SliceViews))]
    [InlineData(nameof(CommonSteps))]
    [InlineData(nameof(CollapseReshapes))]
    public void A_network_of_convolutions_whatever_pass_is_off(string pass)
    {
        var options = pass switch
        {
            "none" => CompilerOptions.Default,
            "all" => CompilerOptions.Default.Without([.. FusionPipeline.Passes.Select(p => p.Name)]),
            _ => CompilerOptions.Default.Without(pass),
        };
        foreach (var batch in new[] { 1, 3, 33 }) Check(Network(), batch, options);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(16)]
    public void Axes_of_unknown_length(int time)
    {
        foreach (var stride in new[] { 1, 2, 3 })
        {
            var sketch = new ProgramSketch();
            var (b, x) = (sketch.Builder, sketch.Input("x", Shape.Of(N, T, 3)));
            var causal = b.Convolution("causal", x, sketch.Weight("causal/kernel", Shape.Of(3, 3, 4)), [Window.Of(T, 3, stride, 1, Padding.Causal)]);
            var same = b.Convolution("same", x, sketch.Weight("same/kernel", Shape.Of(4, 3, 4)), [Window.Of(T, 4, stride, 1, Padding.Same)]);
            var again = b.Convolution("again", same, sketch.Weight("again/kernel", Shape.Of(2, 4, 2)), [Window.Of(same.Shape[1], 2, 2, 1, Padding.Same)]);
            var longer = b.TransposedConvolution("longer", again, sketch.Weight("longer/kernel", Shape.Of(3, 5, 2)), [Window.OfTransposed(again.Shape[1], 3, stride, 1, Padding.Same, null)]);
            Check(sketch.Build([b.Map("sum", Operand(0) * Operand(1), causal, same), longer]), 3, lengths: ("time", time));
        }
    }

    [Fact]
    public void An_axis_that_turns_out_too_short_is_refused()
    {
        var program = Layer(Shape.Of(N, T, 2), 3, 1, (3, 2, 1, Padding.Valid));
        Check(program, 2, lengths: ("time", 3));
        var error = Assert.Throws<ArgumentException>(() => Check(program, 2, lengths: ("time", 2)));
        Assert.Contains("In y the length time must be at least 3, but is 2.", error.Message);
    }

    [Fact]
    public void Transposed_convolutions()
    {
        foreach (var (size, stride, dilation, padding, more) in new (int, int, int, Padding, int?)[]
        {
            (3, 1, 1, Padding.Valid, null), (3, 1, 2, Padding.Same, null), (2, 3, 1, Padding.Valid, null), (2, 3, 1, Padding.Same, null),
            (3, 2, 1, Padding.Same, 1), (3, 2, 1, Padding.Valid, 1), (4, 2, 1, Padding.Same, 0), (1, 1, 1, Padding.Same, null),
        })
        {
            var sketch = new ProgramSketch();
            var (b, x) = (sketch.Builder, sketch.Input("x", Shape.Of(N, 3, 4, 17)));
            Window[] windows = [Window.OfTransposed(3, size, stride, dilation, padding, more), Window.OfTransposed(4, 2, stride, 1, padding, null)];
            var y = b.TransposedConvolution("y", x, sketch.Weight("kernel", Shape.Of(size, 2, 6, 17)), windows);
            Check(sketch.Build([b.Map("relu", Apply("Max", Operand(0) + Operand(1), 0), y, sketch.Weight("bias", Shape.Of(6)))]), 3);
        }
    }

    [Fact]
    public void Random_convolutions() => Gen.Select(
        Gen.Select(Gen.Int[1, 3], Gen.Int[1, 3], Gen.Int[1, 3]),
        Gen.Select(Gen.Int[1, 9], Gen.Int[1, 4], Gen.Int[1, 3], Gen.Int[1, 2], Gen.Int[0, 2]).Array[1, 3]).Sample((numbers, axes) =>
    {
        var (batch, perGroup, groups) = numbers;
        var windows = axes.Select(axis => Window.Of(axis.Item1, axis.Item2, axis.Item3, axis.Item4, (Padding)axis.Item5)).ToArray();
        if (windows.Any(window => window.IsEmpty)) return;
        var sketch = new ProgramSketch();
        var x = sketch.Input("x", Shape.Of([N, .. windows.Select(window => window.Length), perGroup * groups]));
        var kernel = sketch.Weight("kernel", Shape.Of([.. windows.Select(window => (Dim)window.Size), perGroup, 2 * groups]));
        Check(sketch.Build([sketch.Builder.Convolution("y", x, kernel, windows, groups)]), batch);
    }, iter: 15, seed: "8rtedfYfXMo1", threads: 1);

    /// <summary>Few filters: a residual network as that of the guide, a layer for classes of each position, and one whose windows have no
    /// divisor in common with a register.</summary>
    [Theory]
    [InlineData(3, 8, 4)]
    [InlineData(3, 15, 5)]
    [InlineData(1, 16, 16)]
    [InlineData(8, 6, 2)]
    [InlineData(5, 7, 1)]
    public void Neighbouring_windows_are_taken_as_one(int filters, int width, int count)
    {
        var sketch = new ProgramSketch();
        var (b, x) = (sketch.Builder, sketch.Input("x", Shape.Of(N, 5, width, filters)));
        var inner = b.Map("relu", Apply("Max", Operand(0) + Operand(1), 0), Conv("inner", x, 3), sketch.Weight("bias", Shape.Of(filters)));
        var residual = b.Map("residual", Operand(0) + Operand(1), Conv("outer", inner, 2), x);
        var program = sketch.Build([b.Map("scaled", Operand(0) * Operand(1), Conv("last", residual, 3), sketch.Weight("scale", Shape.Of(1)))]);
        foreach (var batch in new[] { 1, 3 }) Check(program, batch);

        var wide = Fuser.Fuse(Differentiator.Differentiate(program.WithPanels()), CompilerOptions.Default).Forward.OfType<WideKernelStep>().ToList();
        Assert.Equal(count == 1 ? 0 : 3, wide.Count);
        Assert.All(wide, step => Assert.Equal(count, step.Count));

        Value Conv(string name, Value input, int size) => b.Convolution(
            name, input, sketch.Weight(name + "/kernel", Shape.Of(size, size, filters, filters)),
            [Window.Of(5, size, 1, 1, Padding.Same), Window.Of(width, size, 1, 1, Padding.Same)]);
    }

    /// <summary>What follows is done where the elements are written, and the gradient of a kernel that two calls share is added up in place.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(17)]
    public void Each_channel_by_itself(int channels)
    {
        var sketch = new ProgramSketch();
        var (b, x) = (sketch.Builder, sketch.Input("x", Shape.Of(N, 6, 7, channels)));
        var (kernel, bias) = (sketch.Weight("kernel", Shape.Of(3, 3, 1, channels)), sketch.Weight("bias", Shape.Of(channels)));
        var residual = b.Map("residual", Operand(0) + Operand(1), Call(x), x);
        var program = sketch.Build([b.Map("tanh", Apply("Tanh", Operand(0)), Call(residual))]);
        foreach (var batch in new[] { 1, 3 }) Check(program, batch);

        var fused = Fuser.Fuse(Differentiator.Differentiate(program), CompilerOptions.Default);
        Assert.All(fused.Forward.OfType<DepthwiseConvolutionStep>(), step => Assert.NotNull(step.Epilogue));
        Assert.Single(fused.Backward.OfType<DepthwiseKernelGradientStep>(), step => step.AccumulatesInto >= 0);

        Value Call(Value input)
        {
            var windows = new[] { 1, 2 }.Select(axis => Window.Of(input.Shape[axis], 3, 1, 1, Padding.Same));
            return b.Map("relu", Apply("Max", Operand(0) + Operand(1), 0), b.Convolution("y", input, kernel, windows, groups: channels), bias);
        }
    }

    /// <summary>Convolution, bias and relu.</summary>
    private static Program Layer(Shape input, int filters, int groups, params (int Size, int Stride, int Dilation, Padding Padding)[] axes)
    {
        var sketch = new ProgramSketch();
        var (b, x) = (sketch.Builder, sketch.Input("x", input));
        var windows = axes.Select((axis, i) => Window.Of(input[i + 1], axis.Size, axis.Stride, axis.Dilation, axis.Padding));
        var kernel = sketch.Weight("kernel", Shape.Of([.. axes.Select(axis => (Dim)axis.Size), input[-1].Value / groups, filters]));
        var y = b.Convolution("y", x, kernel, windows, groups);
        return sketch.Build([b.Map("relu", Apply("Max", Operand(0) + Operand(1), 0), y, sketch.Weight("bias", Shape.Of(filters)))]);
    }

    /// <summary>Branches that are joined, a residual sum, a kernel that two calls share, a softmax per position, and one over the whole.</summary>
    private static Program Network()
    {
        var sketch = new ProgramSketch();
        var (b, x) = (sketch.Builder, sketch.Input("image", Shape.Of(N, 6, 6, 3)));
        var left = Conv("left", x, 5, 3);
        var right = Conv("right", x, 7, 1);
        var joined = b.Concatenate("joined", -1, left, right);
        var residual = b.Map("residual", Operand(0) + Operand(1), Conv("inner", joined, 12, 3), joined);
        var shared = sketch.Weight("shared/kernel", Shape.Of(2, 2, 12, 4));
        Value Shared(Value input) => b.Convolution("shared", input, shared, [Window.Of(input.Shape[1], 2, 2, 1, Padding.Valid), Window.Of(input.Shape[2], 2, 2, 1, Padding.Valid)]);
        var small = b.Slice("small", b.Slice("part", residual, 1, 1, 4), 2, 0, 2);
        var whole = Shared(residual);
        return sketch.Build([
            b.Softmax("positions", Conv("classes", whole, 6, 1)), b.Map("tanh", Apply("Tanh", Operand(0)), Shared(small)),
            b.Convolution("all", whole, sketch.Weight("all/kernel", Shape.Of(3, 3, 4, 2)), [Window.Of(3, 3, 1, 1, Padding.Valid), Window.Of(3, 3, 1, 1, Padding.Valid)])]);

        Value Conv(string name, Value input, int filters, int size)
        {
            var windows = new[] { 1, 2 }.Select(axis => Window.Of(input.Shape[axis], size, 1, 1, Padding.Same));
            var product = b.Convolution(name, input, sketch.Weight(name + "/kernel", Shape.Of(size, size, input.Shape[-1], filters)), windows);
            return b.Map(name, Apply("Max", Operand(0) + Operand(1), 0), product, sketch.Weight(name + "/bias", Shape.Of(filters)));
        }
    }

    private static void Check(Program program, int batch, CompilerOptions? options = null, (string, int)? lengths = null)
    {
        var environment = new ReferenceEnvironment(new Dictionary<string, int> { ["batch"] = batch, [lengths?.Item1 ?? "none"] = lengths?.Item2 ?? 0 });
        Agreement.Check(program.WithPanels(), environment, options);
        Agreement.Check(program, environment, options);
    }
}
