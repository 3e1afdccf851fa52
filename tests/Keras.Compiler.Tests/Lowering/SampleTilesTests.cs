using Keras.Compiler.Autodiff;
using Keras.Compiler.Fusion;
using Keras.Compiler.Lowering;
using Keras.Compiler.Ops;
using Keras.Compiler.Planning;
using Keras.Compiler.Tests.Emission;
using Keras.Compiler.Tests.Graph;
using Keras.Compiler.Tests.Reference;

namespace Keras.Compiler.Tests.Lowering;

/// <summary>The pass that runs what is applied to each time step over tiles of the steps: where it applies, what memory it spares, and that
/// the numbers are the same.</summary>
public class SampleTilesTests
{
    private const string Frames =
        """
        public sealed partial class Frame : Model
        {
            [Dense(40, Activation = Activation.Relu)]    private readonly Dense _first;
            [Dense(24, Activation = Activation.Sigmoid)] private readonly Dense _second;
            [LayerNormalization]                         private readonly LayerNormalization _norm;
            [Dense(5)]                                   private readonly Dense _third;
            public KerasTensor Call([Input(6)] KerasTensor pixels) => _third.Call(_norm.Call(_second.Call(_first.Call(pixels)) + _second.Call(_first.Call(pixels))));
        }
        """;

    private static readonly CompilerOptions Off = CompilerOptions.Default.Without(nameof(SampleTiles));

    /// <summary>Tiles of a few samples, however small these are.</summary>
    private static CompilerOptions Small(long budget) => CompilerOptions.Default with { Tiles = new(LargeSample: 0, LargeKeptSample: 0, budget) };

    private static SourceModel Video => SourceModel.Of(
        "private readonly TimeDistributed<Frame> _frames; [Dense(3)] private readonly Dense _head; "
        + "public KerasTensor Call([Input(None, 6)] KerasTensor video) => _head.Call(_frames.Call(video));", Frames);

    [Fact]
    public void Large_samples_are_one_operation_with_a_program_of_its_own()
    {
        var program = Lowerer.Lower(Video.Graph, training: false, Small(1));
        Assert.Equal(["Reshape", "Tiled"], program.Instructions.Take(2).Select(instruction => instruction.Op.Name));
        var tiled = (Tiled)program.Instructions[1].Op;
        Assert.Equal("batch*video_1", tiled.Samples.ToString());
        Assert.Equal("(tile, 6)", $"({string.Join(", ", tiled.Body.Cut.Single().Shape.Dims)})");
        Assert.Equal(8, tiled.Body.Shared.Length);
    }

    [Theory]
    [InlineData("[Dense(4)] private readonly TimeDistributed<Dense> _a;", true)]
    [InlineData("[Dense(4), ActivityRegularizer(Regularizer.L2)] private readonly TimeDistributed<Dense> _a;", false)]
    [InlineData("[BatchNormalization] private readonly TimeDistributed<BatchNormalization> _a;", false)]
    [InlineData("[Dropout(0.5)] private readonly TimeDistributed<Dropout> _a;", true)]
    public void What_a_tile_alone_cannot_say_stays_outside(string field, bool isTiled)
    {
        var graph = SourceModel.Call(field, "[Input(None, 4)] KerasTensor x", "return _a.Call(x);").Graph;
        Assert.Equal(isTiled, Lowerer.Lower(graph, training: true, Small(1)).Instructions.Any(instruction => instruction.Op is Tiled));
        Assert.DoesNotContain(Lowerer.Lower(graph, training: true, Small(1).Without(nameof(SampleTiles))).Instructions, instruction => instruction.Op is Tiled);
        Assert.DoesNotContain(Lowerer.Lower(graph, training: true).Instructions, instruction => instruction.Op is Tiled);
    }

    /// <summary>Batch 1, 3, 32 and 33 of several lengths, in tiles that come out even and in others, in one tile and sample by sample.</summary>
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(3, 5, 1)]
    [InlineData(3, 5, 4000)]
    [InlineData(32, 2, 3000)]
    [InlineData(33, 1, 9000)]
    [InlineData(2, 7, 1 << 20)]
    public void Numbers_are_the_same(int batch, int time, long budget)
    {
        var environment = new ReferenceEnvironment(new Dictionary<string, int> { ["batch"] = batch, ["video_1"] = time });
        var tiled = Agreement.Check(Lowerer.Lower(Video.Graph, training: true, Small(budget)), environment, seed: 7);
        var whole = Agreement.Check(Lowerer.Lower(Video.Graph, training: true, Off), environment, seed: 7);
        Assert.Equal(whole.Predictions.Single().Length, tiled.Predictions.Single().Length);
        foreach (var (expected, actual) in whole.Gradients.Zip(tiled.Gradients))
            Assert.All(expected!.Zip(actual!), pair => Assert.Equal(pair.First, pair.Second, 1e-3 * Math.Max(1, Math.Abs(pair.First))));
    }

    /// <summary>A small tower as the guide's: convolutions, pooling, and a recurrent layer behind it.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 1)]
    [InlineData(3, 20000)]
    public void A_tower_of_convolutions_gives_the_same(int batch, long budget)
    {
        var model = SourceModel.Of(
            "private readonly Tower _tower; [LSTM(3)] private readonly LSTM _lstm; "
            + "public KerasTensor Call([Input(None, 8, 8, 3)] KerasTensor video) => _lstm.Call(TimeDistributed(_tower.Call, video));",
            """
            public sealed partial class Tower : Model
            {
                [Conv2D(5, 3, Padding = Padding.Same, Activation = Activation.Relu)] private readonly Conv2D _conv1;
                [Conv2D(6, 3, Activation = Activation.Relu)]                         private readonly Conv2D _conv2;
                [MaxPooling2D]                                                       private readonly MaxPooling2D _pool;
                [Conv2D(7, 3, 2)]                                                    private readonly Conv2D _conv3;
                [Flatten]                                                            private readonly Flatten _flatten;
                public partial KerasTensor Call([Input(8, 8, 3)] KerasTensor image);
            }
            """);
        var environment = new ReferenceEnvironment(new Dictionary<string, int> { ["batch"] = batch, ["video_1"] = 4 });
        Agreement.Check(Lowerer.Lower(model.Graph, training: true, Small(budget)), environment);
    }

    [Fact]
    public void Masks_and_several_inputs_and_outputs_are_cut()
    {
        var model = SourceModel.Of(
            """
            private readonly Pair _pair; [Masking] private readonly Masking _mask;
            public (KerasTensor A, KerasTensor B) Call([Input(4, 3, 6)] KerasTensor a, [Input(4, 3, 6)] KerasTensor b)
            {
                var (sum, head) = TimeDistributed(_pair.Call, a, _mask.Call(b));
                return (sum, head);
            }
            """,
            """
            public sealed partial class Pair : Model
            {
                [Dense(2, Activation = Activation.Softmax)] private readonly Dense _head;
                public (KerasTensor Sum, KerasTensor Head) Call([Input(3, 6)] KerasTensor left, [Input(3, 6)] KerasTensor right) =>
                    (left * right, _head.Call(left + right));
            }
            """);
        Agreement.Check(Lowerer.Lower(model.Graph, training: true, Small(700)), ReferenceEnvironment.ForBatch(3));
    }

    /// <summary>A frozen part gets no gradient: its steps do not run, and where its gradient would go, nothing is written.</summary>
    [Fact]
    public void Gradients_that_are_not_wanted_are_not_computed()
    {
        var program = Lowerer.Lower(Video.Graph, training: true, Small(3000));
        var wanted = program.Weights.Select((w, i) => w.Weight.Path.Contains("third", StringComparison.Ordinal) ? i : -1).Where(i => i >= 0).ToHashSet();
        var (all, some) = (Run(program), Run(program, wanted.Contains));
        for (var i = 0; i < program.Weights.Length; i++)
            if (wanted.Contains(i)) Assert.Equal(all.Gradients[i]!, some.Gradients[i]!);
            else Assert.All(some.Gradients[i] ?? [], value => Assert.Equal(0, value));
    }

    /// <summary>Random numbers go by a sample's place among all, in forward, backward and whatever tile.</summary>
    [Fact]
    public void Random_numbers_do_not_depend_on_the_tiles()
    {
        var graph = SourceModel.Of(
            "private readonly TimeDistributed<Noisy> _frames; public KerasTensor Call([Input(None, 6)] KerasTensor video) => _frames.Call(video);",
            """
            public sealed partial class Noisy : Model
            {
                [Dense(8)] private readonly Dense _first;
                [Dropout(0.5)] private readonly Dropout _drop;
                [Dropout(0.4)] private readonly Dropout _other;
                public KerasTensor Call([Input(6)] KerasTensor x) => Relu(_other.Call(Reshape(_drop.Call(_first.Call(x)), [2, 4])));
            }
            """).Graph;
        var (whole, tiled) = (Run(Lowerer.Lower(graph, training: true, Off)), Run(Lowerer.Lower(graph, training: true, Small(500))));
        Assert.Contains(whole.Outputs.Single(), value => value == 0);
        Assert.Equal(whole.Outputs.Single(), tiled.Outputs.Single());
        foreach (var (expected, actual) in whole.Gradients.Zip(tiled.Gradients))
            Assert.All(expected!.Zip(actual!), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    [Fact]
    public void The_emitted_loop_reads_as_follows()
    {
        var graph = SourceModel.Call("[Dense(3)] private readonly TimeDistributed<Dense> _perStep;", "[Input(None, 6)] KerasTensor x", "return _perStep.Call(x);").Graph;
        using var run = new KernelRun(Lowerer.Lower(graph, training: true, Small(1000)));
        var text = run.Text;
        Assert.Contains(
            """
                    private void InferPerStep(global::Keras.Hosting.Frame frame)
                    {
                        var batch = frame.Batch;
                        var x_1 = frame.AxisLength(0);
                        var x = frame.Input<float>(0);
                        var per_step_layer = frame.Output<float>(0);

                        var samples = batch * x_1;
                        for (nint first = 0; first < samples; first += 1000)
                        {
                            var tile = nint.Min(1000, samples - first);
                            InferPerStepTile(
                                frame,
                                first,
                                tile,
                                x + first * 6,
                                _per_step_layer_kernel,
                                _per_step_layer_bias,
                                per_step_layer + first * 3);
                        }
                    }
            """.ReplaceLineEndings("\n"),
            text, StringComparison.Ordinal);
        Assert.Contains(
            "if (first > 0 && frame.Needs(2)) global::Keras.Kernels.Copy.Accumulate(per_step_gradient_1_part, 18, per_step_gradient_1, 18, 1, 18);",
            text, StringComparison.Ordinal);
    }

    private static Numbers Run(Program program, Func<int, bool>? wanted = null)
    {
        using var run = new KernelRun(program);
        var environment = new ReferenceEnvironment(new Dictionary<string, int> { ["batch"] = 3, ["video_1"] = 5 });
        var random = new Random(3);
        ReferenceTensor Tensor(Shape shape) => ReferenceTensor.Build(environment.Lengths(shape), _ => (float)(random.NextDouble() - 0.5));
        return run.Run(
            environment, [.. program.Inputs.Select(i => Tensor(i.Shape))], [.. program.Weights.Select(w => Tensor(w.Weight.Shape))],
            [.. program.Outputs.Select(o => Tensor(o.Shape))], wanted: wanted);
    }

    /// <summary>What one more step costs: its input and output, and not what is computed on the way.</summary>
    [Fact]
    public void The_arena_does_not_grow_with_what_a_sample_needs_on_the_way()
    {
        long PerSample(CompilerOptions options, bool training)
        {
            var program = Lowerer.Lower(Video.Graph, training, options);
            if (training) program = Differentiator.Differentiate(program);
            var plan = ArenaPlanner.Plan(Fuser.Fuse(program, options));
            long Bytes(long time) => plan.Slots.Sum(slot => slot.Sizes.Max(size => size.Evaluate(symbol => symbol == "batch" ? 1 : time)));
            return (Bytes(2000) - Bytes(1000)) / 1000;
        }

        Assert.InRange(PerSample(Small(20000), training: false), 0, sizeof(float) * (6 + 5 + 3));
        Assert.InRange(PerSample(Off, training: false), sizeof(float) * (40 + 24), long.MaxValue);
        // Kept for the head's gradient: the output; besides the gradients of input and output.
        Assert.InRange(PerSample(Small(20000), training: true), 0, sizeof(float) * (6 + 3 * 5 + 2 * 3));
        Assert.InRange(PerSample(Off, training: true), sizeof(float) * (2 * 40 + 2 * 24), long.MaxValue);
    }
}
