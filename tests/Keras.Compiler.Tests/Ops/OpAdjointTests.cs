using Keras.Compiler.Autodiff;
using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;
using Keras.Compiler.Tests.Reference;
using static Keras.Compiler.Ops.Elementwise.Formula;

namespace Keras.Compiler.Tests.Ops;

/// <summary>The adjoint of every op against finite differences, at ordinary and at edge shapes.</summary>
public sealed class OpAdjointTests
{
    private static readonly Dim N = Dim.Batch;
    private static readonly Dim T = Dim.Symbol("time");

    /// <summary>Always as long as <see cref="T"/>, which a program may need without knowing it.</summary>
    private static readonly Dim Other = Dim.Symbol("other");

    private static readonly Dictionary<string, Program> Cases = new()
    {
        ["map of two"] = Of((b, x) => b.Map("y", Operand(0) * Apply("Tanh", Operand(1)), x), Shape.Of(N, 3), Shape.Of(N, 3)),
        ["map broadcast at the left"] = Of((b, x) => b.Map("y", Operand(0) * Operand(1), x), Shape.Of(N, 2, 3), Shape.Of(3)),
        ["map broadcast on every axis"] = Of((b, x) => b.Map("y", Operand(0) / (2.5 + Operand(1)), x), Shape.Of(N, 2, 3), Shape.Of(1, 1, 1)),
        ["map broadcast both ways"] = Of((b, x) => b.Map("y", Operand(0) * Operand(1), x), Shape.Of(N, 1, 3), Shape.Of(N, 2, 1)),
        ["map with a scalar"] = Of((b, x) => b.Map("y", Operand(0) * Operand(1), x), Shape.Of(N, 2), Shape.Of()),
        ["map of scalars"] = Of((b, x) => b.Map("y", Apply("Exp", Operand(0)) - Operand(1), x), Shape.Of(), Shape.Of()),
        ["map using an operand twice"] = Of((b, x) => b.Map("y", Operand(0) * Operand(0) * Operand(1), x), Shape.Of(N, 2), Shape.Of(N, 2)),
        ["map given a value twice"] = Of((b, x) => b.Map("y", Operand(0) * Operand(1), x[0], x[0]), Shape.Of(N, 2)),
        ["map with a random number"] = Of((b, x) => b.Map("y", Select(Apply("Less", new RandomFormula(3), 0.5), Operand(0) * Operand(1), 0), x), Shape.Of(N, 4), Shape.Of(4)),
        ["map with a length"] = Of((b, x) => b.Map("y", Operand(0) / Length(N * T), x), Shape.Of(N, T)),
        ["map of lengths assumed equal"] = Of((b, x) => b.Map("y", Operand(0) * Operand(1), x), Shape.Of(N, T), Shape.Of(N, Other)),
        ["matmul over lengths assumed equal"] = Of((b, x) => b.MatMul("y", x[0], x[1]), Shape.Of(N, T), Shape.Of(Other, 2)),
        ["softmax of lengths assumed equal"] = Of((b, x) => b.Softmax("y", b.Map("sum", Operand(0) + Operand(1), x)), Shape.Of(N, Other), Shape.Of(N, T)),
        ["matmul"] = Of((b, x) => b.MatMul("y", x[0], x[1]), Shape.Of(N, 3), Shape.Of(3, 4)),
        ["matmul of one"] = Of((b, x) => b.MatMul("y", x[0], x[1]), Shape.Of(N, 1), Shape.Of(1, 1)),
        ["matmul of rank 3"] = Of((b, x) => b.MatMul("y", x[0], x[1]), Shape.Of(N, T, 3), Shape.Of(3, 2)),
        ["matmul with itself"] = Of((b, x) => b.DotGeneral("y", x[0], x[0], [1], [1]), Shape.Of(N, 3)),
        ["dot with batch"] = Of((b, x) => b.DotGeneral("y", x[0], x[1], [2], [1], [0], [0]), Shape.Of(N, 2, 3), Shape.Of(N, 3, 4)),
        ["dot with scattered axes"] = Of((b, x) => b.DotGeneral("y", x[0], x[1], [1, 3], [3, 0], [2], [1]), Shape.Of(N, 2, 4, 3), Shape.Of(3, 4, 2, 2)),
        ["dot of vectors"] = Of((b, x) => b.DotGeneral("y", x[0], x[1], [0], [0]), Shape.Of(5), Shape.Of(5)),
        ["outer product"] = Of((b, x) => b.DotGeneral("y", x[0], x[1], [], []), Shape.Of(N), Shape.Of(2)),
        ["sum"] = Of((b, x) => b.Reduce("y", ReduceKind.Sum, x[0], [1]), Shape.Of(N, 2, 3)),
        ["sum to a scalar"] = Of((b, x) => b.Reduce("y", ReduceKind.Sum, x[0], [0, 1]), Shape.Of(N, 2)),
        ["mean, kept"] = Of((b, x) => b.Reduce("y", ReduceKind.Mean, x[0], [0, -1], keepDims: true), Shape.Of(N, 2, 3)),
        ["mean over an unknown axis"] = Of((b, x) => b.Reduce("y", ReduceKind.Mean, x[0], [1]), Shape.Of(N, T, 2)),
        ["max"] = Of((b, x) => b.Reduce("y", ReduceKind.Max, x[0], [2]), Shape.Of(N, 2, 3)),
        ["min, kept"] = Of((b, x) => b.Reduce("y", ReduceKind.Min, x[0], [1], keepDims: true), Shape.Of(N, 4)),
        ["product"] = Of((b, x) => b.Reduce("y", ReduceKind.Product, x[0], [1]), Shape.Of(N, 4)),
        ["broadcast"] = Of((b, x) => b.BroadcastTo("y", x[0], Shape.Of(N, 2, 3)), Shape.Of(2, 1)),
        ["broadcast of a scalar"] = Of((b, x) => b.BroadcastTo("y", x[0], Shape.Of(N, T)), Shape.Of()),
        ["sum to a shape"] = Of((b, x) => b.SumTo("y", x[0], Shape.Of(2, 1)), Shape.Of(N, 2, 3)),
        ["reshape"] = Of((b, x) => b.Reshape("y", x[0], Shape.Of(N, T * 2)), Shape.Of(N, T, 2)),
        ["transpose"] = Of((b, x) => b.Transpose("y", x[0], [2, 0, 1]), Shape.Of(N, 2, 3)),
        ["concatenate"] = Of((b, x) => b.Concatenate("y", 1, x), Shape.Of(N, 2, 2), Shape.Of(N, 1, 2), Shape.Of(N, T, 2)),
        ["concatenate a value with itself"] = Of((b, x) => b.Concatenate("y", -1, x[0], x[0]), Shape.Of(N, 2)),
        ["reverse"] = Of((b, x) => b.Map("y", Operand(0) * Operand(1), b.Reverse("reversed", x[0], 1), x[0]), Shape.Of(N, T, 2)),
        ["slice"] = Of((b, x) => b.Slice("y", x[0], -1, 1, 2), Shape.Of(N, 4)),
        ["slice of an unknown axis"] = Of((b, x) => b.Slice("y", x[0], 1, 1, T - 1), Shape.Of(N, T, 2)),
        ["pad"] = Of((b, x) => b.Pad("y", x[0], 1, 2, 1, 7), Shape.Of(N, 2)),
        ["maxima of windows"] = Of((b, x) => b.WindowMax("y", x[0], [Window.Of(4, 2, 2, 1, Padding.Valid), Window.Of(T, 3, 2, 1, Padding.Same)]), Shape.Of(N, 4, T, 2)),
        ["maxima of windows that overlap"] = Of((b, x) => b.WindowMax("y", x[0], [Window.Of(7, 3, 1, 1, Padding.Same)]), Shape.Of(N, 7, 2)),
        ["means of windows"] = Of((b, x) => b.WindowAverage("y", x[0], [Window.Of(T, 2, 1, 1, Padding.Same), Window.Of(5, 3, 2, 1, Padding.Same)]), Shape.Of(N, T, 5, 2)),
        ["means of windows of three axes"] = Of((b, x) => b.WindowAverage(
            "y", x[0], [Window.Of(3, 2, 1, 1, Padding.Valid), Window.Of(2, 2, 2, 1, Padding.Same), Window.Of(3, 3, 3, 1, Padding.Same)]), Shape.Of(N, 3, 2, 3, 1)),
        ["resize by repetition"] = Of((b, x) => b.Resize("y", x[0], 1, 3, Interpolation.Nearest), Shape.Of(N, T, 2)),
        ["linear resize"] = Of((b, x) => b.Resize("y", x[0], 1, 2, Interpolation.Bilinear), Shape.Of(N, T, 2)),
        ["cubic resize"] = Of((b, x) => b.Resize("y", x[0], -1, 3, Interpolation.Bicubic), Shape.Of(N, 5)),
        ["resize by Lanczos's kernel"] = Of((b, x) => b.Resize("y", x[0], 1, 2, Interpolation.Lanczos3), Shape.Of(N, 7)),
        ["convolution over one axis"] = Of((b, x) => b.Convolution("y", x[0], x[1], [Window.Of(5, 3, 2, 1, Padding.Same)]), Shape.Of(N, 5, 2), Shape.Of(3, 2, 3)),
        ["convolution over an unknown axis"] = Of((b, x) => b.Convolution("y", x[0], x[1], [Window.Of(T, 2, 2, 1, Padding.Same)]), Shape.Of(N, T, 2), Shape.Of(2, 2, 1)),
        ["convolution over two axes"] = Of((b, x) => b.Convolution("y", x[0], x[1], [Window.Of(4, 2, 1, 2, Padding.Valid), Window.Of(3, 3, 2, 1, Padding.Same)]), Shape.Of(N, 4, 3, 1), Shape.Of(2, 3, 1, 2)),
        ["convolution over three axes"] = Of((b, x) => b.Convolution("y", x[0], x[1], [Window.Of(2, 2, 1, 1, Padding.Valid), Window.Of(2, 1, 1, 1, Padding.Valid), Window.Of(3, 2, 1, 1, Padding.Causal)]), Shape.Of(N, 2, 2, 3, 2), Shape.Of(2, 1, 2, 2, 1)),
        ["convolution in groups"] = Of((b, x) => b.Convolution("y", x[0], x[1], [Window.Of(3, 2, 1, 1, Padding.Valid)], groups: 2), Shape.Of(N, 3, 4), Shape.Of(2, 2, 6)),
        ["convolution of each channel"] = Of((b, x) => b.DepthwiseConvolution("y", x[0], x[1], [Window.Of(3, 2, 1, 1, Padding.Same)]), Shape.Of(N, 3, 2), Shape.Of(2, 2, 2)),
        ["transposed convolution"] = Of((b, x) => b.TransposedConvolution("y", x[0], x[1], [Window.OfTransposed(3, 3, 2, 1, Padding.Same, null)]), Shape.Of(N, 3, 2), Shape.Of(3, 1, 2)),
        ["transposed convolution over an unknown axis"] = Of((b, x) => b.TransposedConvolution("y", x[0], x[1], [Window.OfTransposed(T, 2, 3, 1, Padding.Valid, null)]), Shape.Of(N, T, 1), Shape.Of(2, 2, 1)),
        ["kernel gradient as a value"] = Of((b, x) => b.Apply(new ConvolutionKernelGradient([Window.Of(4, 2, 2, 1, Padding.Valid)], 1), "y", x), Shape.Of(N, 4, 2), Shape.Of(N, 2, 3)),
        ["softmax"] = Of((b, x) => b.Softmax("y", x[0]), Shape.Of(N, 4)),
        ["softmax over an inner axis"] = Of((b, x) => b.Softmax("y", x[0], 1), Shape.Of(N, T, 2)),
        ["softmax of one"] = Of((b, x) => b.Softmax("y", x[0]), Shape.Of(N, 1)),
        ["log-softmax"] = Of((b, x) => b.LogSoftmax("y", x[0]), Shape.Of(N, 4)),
        ["log-softmax over an inner axis"] = Of((b, x) => b.LogSoftmax("y", x[0], 1), Shape.Of(N, 3, 2)),
        ["sparsemax"] = Of((b, x) => b.Sparsemax("y", x[0]), Shape.Of(N, 5)),
        ["log-sum-exp"] = Of((b, x) => b.LogSumExp("y", x[0], 1), Shape.Of(N, 3, 2)),
        ["log-sum-exp, kept"] = Of((b, x) => b.LogSumExp("y", x[0], -1, keepDims: true), Shape.Of(N, 3)),
        ["moments"] = Of((b, x) => Sum(b, b.Moments("y", x[0], [1, 2])), Shape.Of(N, T, 3)),
        ["mean alone of moments"] = Of((b, x) => b.Moments("y", x[0], [1]).Mean, Shape.Of(N, 3)),
        ["variance alone of moments"] = Of((b, x) => b.Moments("y", x[0], [1]).Variance, Shape.Of(N, 3)),
        ["moments of one"] = Of((b, x) => Sum(b, b.Moments("y", x[0], [1])), Shape.Of(N, 1)),
        ["cast to what it is"] = Of((b, x) => b.Apply(new Cast(DType.Float32), "y", x), Shape.Of(N, 2)),
        ["gather"] = OfIds((b, x, ids) => b.Gather("y", x[0], ids, "e"), Shape.Of(N, T), Shape.Of(4, 3)),
        ["gather of numbers"] = OfIds((b, x, ids) => b.Gather("y", x[0], ids, "e"), Shape.Of(N), Shape.Of(2)),
        ["gather of matrices by a scalar"] = OfIds((b, x, ids) => b.Gather("y", x[0], ids, "e"), Shape.Of(), Shape.Of(2, 3, 2)),
        ["rows of different numbers"] = OfIds(
            (b, x, ids) => b.ApplyAll(new Distinct(0, 4, "e"), "d", ids) is var found ? b.Gather("y", b.Map("z", Operand(0) * Operand(0), b.Gather("e", x[0], found[0], "e")), found[1], "e") : ids,
            Shape.Of(N, T), Shape.Of(4, 3)),
        ["scatter-add"] = OfIds((b, x, ids) => b.ScatterAdd("y", x[0], ids, 4, "e"), Shape.Of(N, T), Shape.Of(N, T, 3)),
        ["scatter-add of numbers"] = OfIds((b, x, ids) => b.ScatterAdd("y", x[0], ids, 2, "e"), Shape.Of(N), Shape.Of(N)),
        ["choice while a layer trains"] = Of((b, x) => b.IfTrains("y", "bn", x[0], x[1]), Shape.Of(N, 2), Shape.Of(N, 2)),
        ["activity penalty"] = Of((b, x) => b.ActivityPenalty("y", x[0], 0.3, 0.2), Shape.Of(N, 2)),
        ["orthogonal penalty of rows"] = Of((b, x) => b.OrthogonalActivityPenalty("y", x[0], 0.5, columns: false), Shape.Of(N + 1, 3)),
        ["orthogonal penalty of columns"] = Of((b, x) => b.OrthogonalActivityPenalty("y", x[0], 0.5, columns: true), Shape.Of(N + 1, 3)),
    };

    public static TheoryData<string, int, int> Sizes()
    {
        var data = new TheoryData<string, int, int>();
        foreach (var name in Cases.Keys)
            foreach (var (batch, time) in new[] { (1, 1), (2, 3), (3, 2) }) data.Add(name, batch, time);
        return data;
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void The_adjoint_is_the_derivative(string name, int batch, int time)
    {
        var compared = GradientCheck.Check(Cases[name], Lengths(batch, time), seed: batch);
        Assert.True(compared > 0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Batch_statistics_pass_a_gradient_unless_the_layer_is_frozen(bool frozen)
    {
        var sketch = new ProgramSketch();
        var x = sketch.Input("x", Shape.Of(N, T, 3));
        var mean = sketch.Weight("bn/moving_mean", Shape.Of(3), trainable: false);
        var variance = sketch.Weight("bn/moving_variance", Shape.Of(3), trainable: false);
        var statistics = sketch.Builder.BatchStatistics("bn", x, mean, variance, [0, 1], "bn");
        var y = sketch.Builder.Map("y", (Operand(0) - Operand(1)) / (Operand(2) + 3), x, statistics.Mean, statistics.Variance);
        var lengths = new Dictionary<string, int> { ["batch"] = 3, ["time"] = 2 };
        GradientCheck.Check(sketch.Build([y]), frozen ? new(lengths, "bn") : new(lengths));
    }

    [Fact]
    public void One_statistic_alone_passes_its_gradient()
    {
        foreach (var second in new[] { false, true })
        {
            var program = Of((b, x) =>
            {
                var (mean, variance) = b.BatchStatistics("bn", x[0], x[1], x[2], [0], "bn");
                return second ? variance : mean;
            }, Shape.Of(N, 3), Shape.Of(3), Shape.Of(3));
            Assert.Throws<Xunit.Sdk.FailException>(() => GradientCheck.Check(program, new(new Dictionary<string, int> { ["batch"] = 3 }, "bn")));
            GradientCheck.Check(program, ReferenceEnvironment.ForBatch(3));
        }
    }

    [Fact]
    public void A_product_with_zeros_has_the_gradient_of_the_other_factors()
    {
        var program = Of((b, x) => b.Reduce("y", ReduceKind.Product, x[0], [1]), Shape.Of(N, 3));
        for (var seed = 0; seed < 5; seed++)
            GradientCheck.Check(program, ReferenceEnvironment.ForBatch(6), seed, element: random => random % 2 == 0 ? 0 : 1.5);
    }

    [Fact]
    public void Equal_maxima_share_the_gradient()
    {
        var program = Differentiate(Of((b, x) => b.Reduce("y", ReduceKind.Max, x[0], [1]), Shape.Of(N, 3)));
        var gradient = new ReferenceEvaluator(program, ReferenceEnvironment.ForBatch(1))
            .Forward(new ReferenceTensor([1, 3], [2, 1, 2])).Backward([new([1], [3])])[0];
        Assert.Equal([1.5, 0, 1.5], gradient!.Data);
    }

    [Fact]
    public void No_adjoint_op_is_differentiated_again()
    {
        var program = Of((b, x) => b.Apply(new SoftmaxGradient(1), "y", x), Shape.Of(N, 2), Shape.Of(N, 2));
        Assert.Contains("differentiated once", Assert.Throws<OpVerificationException>(() => Differentiate(program)).Message);
    }

    private static Program Differentiate(Program program) => Differentiator.Differentiate(program).Verify();

    private static ReferenceEnvironment Lengths(int batch, int time) => new(new Dictionary<string, int> { ["batch"] = batch, ["time"] = time, ["other"] = time });

    private static Program Of(Func<ProgramBuilder, Value[], Value> output, params Shape[] inputs) => ProgramSketch.Of(output, inputs);

    /// <summary>A program over ids, which come first, and one tensor.</summary>
    private static Program OfIds(Func<ProgramBuilder, Value[], Value, Value> output, Shape ids, Shape x)
    {
        var sketch = new ProgramSketch();
        var numbers = sketch.Input("ids", ids, DType.Int32);
        return sketch.Build([output(sketch.Builder, [sketch.Input("x", x)], numbers)]);
    }

    private static Value Sum(ProgramBuilder builder, (Value Mean, Value Variance) moments) =>
        builder.Map("y", Operand(0) + 2 * Operand(1), moments.Mean, moments.Variance);
}
