using Keras.Compiler.Autodiff;
using Keras.Compiler.Graph;
using Keras.Compiler.Lowering;
using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;
using Keras.Compiler.Tests.Reference;
using Keras.Layers;

namespace Keras.Compiler.Tests.Lowering;

public sealed class LowererTests
{
    private static readonly ReferenceEnvironment BatchOf3 = ReferenceEnvironment.ForBatch(3);

    private static readonly ReferenceEnvironment FrozenBatchOf3 = new(new Dictionary<string, int> { ["batch"] = 3 }, "bn");

    [Fact]
    public void Each_call_lies_in_the_scope_of_its_layer()
    {
        var graph = new GraphSketch();
        var x = graph.Input("x", 4);
        var shared = graph.Layer("dense", new DenseAttribute(4) { Activation = Activation.Relu });
        var program = Lowerer.Lower(graph.Build(graph.Call(shared, graph.Call(shared, x))), training: true).Verify();
        Assert.Equal(
            """
            program sketch, training
            input %0:x : (None, 4)
            weight %1:dense/kernel : (4, 4), panels
            weight %2:dense/bias : (4,)
            # dense: Dense (None, 4) -> (None, 4)
              %3:dense = DotGeneral{[1] with [0]}(%0, %1) : (None, 4)
              %4:dense = Map{max(x0 + x1, 0)}(%3, %2) : (None, 4)
            # dense (call 2): Dense (None, 4) -> (None, 4)
              %5:dense = DotGeneral{[1] with [0]}(%4, %1) : (None, 4)
              %6:dense = Map{max(x0 + x1, 0)}(%5, %2) : (None, 4)
            output %6:dense

            """.ReplaceLineEndings("\n"), program.Print());
    }

    [Fact]
    public void A_nested_model_is_inlined_and_its_calls_share_weights_under_its_path()
    {
        var inner = new GraphSketch("encoder");
        var encoded = inner.Call(inner.Layer("dense", new DenseAttribute(3) { Activation = Activation.Tanh }), inner.Input("x", 2));
        var encoder = inner.Build(encoded);
        var middle = new GraphSketch("tower");
        var tower = middle.Build(middle.Call(middle.Model("encoder", encoder), middle.Input("x", 2)));
        var outer = new GraphSketch();
        var (a, b) = (outer.Input("a", 2), outer.Input("b", 2));
        var model = outer.Model("tower", tower);
        var head = outer.Layer("dense", new DenseAttribute(1));
        var program = Lowerer.Lower(outer.Build(outer.Call(head, outer.Call(model, a)), outer.Call(model, b)), training: true).Verify();

        Assert.Equal(
            ["tower/encoder/dense/kernel", "tower/encoder/dense/bias", "dense/kernel", "dense/bias"],
            program.Weights.Select(weight => weight.Weight.Path));
        Assert.Equal(2, program.Instructions.Count(instruction => instruction.Operands.Contains(program.Weights[0].Value)));
        Assert.Contains(program.Instructions, instruction => instruction.Scope.Path == "tower/encoder/dense");
        GradientCheck.Check(program, BatchOf3);
    }

    [Fact]
    public void Layers_that_differ_in_training_do_so_and_write_their_state()
    {
        var graph = new GraphSketch();
        var x = graph.Input("x", 2);
        var normalised = graph.Call(graph.Layer("bn", new BatchNormalizationAttribute { Momentum = 0.9 }), x);
        var model = graph.Build(graph.Call(graph.Layer("drop", new DropoutAttribute(0.5f)), normalised));
        var training = Lowerer.Lower(model, training: true).Verify();
        var inference = Lowerer.Lower(model, training: false).Verify();

        Assert.Equal(["bn/moving_mean", "bn/moving_variance"], training.StateWrites.Select(write => training.Weights[write.Weight].Weight.Path));
        Assert.All(training.StateWrites, write => Assert.Equal("bn", write.Layer));
        Assert.True(training.Training);
        Assert.True(DrawsRandomNumbers(training));
        Assert.Empty(inference.StateWrites);
        Assert.False(DrawsRandomNumbers(inference));
        Assert.DoesNotContain(inference.Instructions, instruction => instruction.Op is BatchStatistics);
        Assert.Equal(training.Weights.Select(weight => weight.Weight), inference.Weights.Select(weight => weight.Weight));
        foreach (var (program, environment) in new[] { (training, BatchOf3), (training, FrozenBatchOf3), (inference, BatchOf3) })
            GradientCheck.Check(program, environment, element: random => 0.5 + random % 1000 / 500.0);
    }

    [Fact]
    public void Batch_statistics_move_the_moving_ones()
    {
        var graph = new GraphSketch();
        var layer = graph.Layer("bn", new BatchNormalizationAttribute { Momentum = 0.9, Center = false, Scale = false });
        var program = Lowerer.Lower(graph.Build(graph.Call(layer, graph.Input("x", 1))), training: true);
        var written = new ReferenceEvaluator(program, ReferenceEnvironment.ForBatch(2))
            .Forward(new([2, 1], [1, 5]), new([1], [10]), new([1], [20])).StateWrites;
        Assert.Equal(0.9 * 10 + 0.1 * 3, written["bn/moving_mean"].Data[0], 6);
        Assert.Equal(0.9 * 20 + 0.1 * 4, written["bn/moving_variance"].Data[0], 6);
    }

    [Fact]
    public void A_second_call_goes_on_from_the_state_that_the_first_wrote()
    {
        var graph = new GraphSketch();
        var layer = graph.Layer("bn", new BatchNormalizationAttribute { Momentum = 0.5, Center = false, Scale = false });
        var (a, b) = (graph.Input("a", 1), graph.Input("b", 1));
        var program = Lowerer.Lower(graph.Build(graph.Call(layer, a), graph.Call(layer, b)), training: true).Verify();
        var written = new ReferenceEvaluator(program, ReferenceEnvironment.ForBatch(1))
            .Forward(new([1, 1], [4]), new([1, 1], [6]), new([1], [8]), new([1], [1])).StateWrites;
        Assert.Equal(0.5 * (0.5 * 8 + 0.5 * 4) + 0.5 * 6, written["bn/moving_mean"].Data[0], 9);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_call_can_choose_its_behaviour_itself(bool training)
    {
        var graph = new GraphSketch();
        var dropped = graph.Call(graph.Layer("drop", new DropoutAttribute(0.5f)), [graph.Input("x", 2)], !training);
        Assert.Equal(!training, DrawsRandomNumbers(Lowerer.Lower(graph.Build(dropped), training)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_call_of_a_nested_model_chooses_for_the_layers_in_it(bool training)
    {
        var inner = new GraphSketch("inner");
        var nested = inner.Build(inner.Call(inner.Layer("drop", new DropoutAttribute(0.5f)), inner.Input("x", 2)));
        var graph = new GraphSketch();
        var output = graph.Call(graph.Model("inner", nested), [graph.Input("x", 2)], !training);
        Assert.Equal(!training, DrawsRandomNumbers(Lowerer.Lower(graph.Build(output), training)));
    }

    [Fact]
    public void Every_call_draws_random_numbers_of_its_own()
    {
        var inner = new GraphSketch("inner");
        var nested = inner.Build(inner.Call(inner.Layer("drop", new DropoutAttribute(0.5f)), inner.Input("x", 2)));
        var graph = new GraphSketch();
        var (x, drop, model) = (graph.Input("x", 2), graph.Layer("drop", new DropoutAttribute(0.5f)), graph.Model("inner", nested));
        var program = Lowerer.Lower(
            graph.Build(graph.Call(drop, x), graph.Call(drop, x), graph.Call(model, x), graph.Call(model, x)), training: true);
        Assert.Equal(4, Streams(program).Distinct().Count());
    }

    [Theory]
    [InlineData(Regularizer.L1, 0.01 * (1 + 2 + 3 + 4) / 2)]
    [InlineData(Regularizer.L2, 0.01 * (1 + 4 + 9 + 16) / 2)]
    public void An_activity_regularizer_becomes_a_loss_term_divided_by_the_batch(Regularizer kind, double expected)
    {
        var graph = new GraphSketch();
        var x = graph.Input("x", 2);
        var layer = graph.Layer("flatten", new FlattenAttribute { ActivityRegularizer = kind });
        Assert.Equal(expected, Penalty(graph.Build(graph.Call(layer, x))), 6);
    }

    [Fact]
    public void An_activity_regularizer_takes_its_factors_from_a_second_attribute()
    {
        var graph = new GraphSketch();
        var x = graph.Input("x", 2);
        var layer = graph.Layer("flatten", new FlattenAttribute(), new ActivityRegularizerAttribute { L1 = 0.5f, L2 = 0.25f });
        Assert.Equal((0.5 * 10 + 0.25 * 30) / 2, Penalty(graph.Build(graph.Call(layer, x))), 6);
    }

    /// <summary>The rows (1, −2) and (3, −4) are almost parallel: their cosine is 11 / (√5·5).</summary>
    [Fact]
    public void The_orthogonal_penalty_is_the_mean_cosine_between_rows()
    {
        var graph = new GraphSketch();
        var x = graph.Input("x", 2);
        var layer = graph.Layer("flatten", new FlattenAttribute(), new ActivityRegularizerAttribute(Regularizer.Orthogonal) { Factor = 0.5f });
        Assert.Equal(0.5 * 11 / (Math.Sqrt(5) * 5) / 2, Penalty(graph.Build(graph.Call(layer, x))), 6);
    }

    [Fact]
    public void Every_call_of_a_regularized_layer_adds_a_term_which_predicting_does_without()
    {
        var graph = new GraphSketch();
        var (x, layer) = (graph.Input("x", 2), graph.Layer("dense", new DenseAttribute(2) { ActivityRegularizer = Regularizer.L2 }));
        var program = Lowerer.Lower(graph.Build(graph.Call(layer, graph.Call(layer, x))), training: false).Verify();
        Assert.Equal(2, program.LossTerms.Length);
        GradientCheck.Check(program, BatchOf3);
        var predicting = program.WithoutLossTerms().Verify();
        Assert.Empty(predicting.LossTerms);
        Assert.Equal(4, predicting.Instructions.Length);
    }

    [Fact]
    public void A_merge_of_branches_differentiates()
    {
        var graph = new GraphSketch();
        var x = graph.Input("x", 3);
        var left = graph.Call(graph.Layer("left", new DenseAttribute(2) { Activation = Activation.Sigmoid }), x);
        var right = graph.Call(graph.Layer("right", new DenseAttribute(2) { Activation = Activation.Softmax }), x);
        var merged = graph.Call(graph.Layer("concatenate", new ConcatenateAttribute()), left, right, x);
        var output = graph.Call(graph.Layer("output", new DenseAttribute(1) { Activation = Activation.Sigmoid }), merged);
        var program = Lowerer.Lower(graph.Build(output, right), training: true);
        GradientCheck.Check(program, BatchOf3);
        var entries = Differentiator.Differentiate(program).Verify().Backward!.LogitCotangents;
        Assert.Equal(Activation.Sigmoid, entries[0]!.Activation);
        Assert.Null(entries[1]);
    }

    private static double Penalty(FunctionalGraph graph)
    {
        var program = Lowerer.Lower(graph, training: true).Verify();
        GradientCheck.Check(program, BatchOf3);
        return new ReferenceEvaluator(program, ReferenceEnvironment.ForBatch(2)).Forward(new ReferenceTensor([2, 2], [1, -2, 3, -4])).LossTerms.Single();
    }

    private static bool DrawsRandomNumbers(Program program) => Streams(program).Any();

    private static IEnumerable<int> Streams(Program program) => program.Instructions
        .Select(instruction => instruction.Op).OfType<Map>().SelectMany(map => map.Formula.Parts()).OfType<RandomFormula>().Select(random => random.Stream);
}
