using Keras.Compiler.Autodiff;
using Keras.Compiler.Ops;
using Keras.Compiler.Tests.Reference;
using static Keras.Compiler.Ops.Elementwise.Formula;

namespace Keras.Compiler.Tests.Autodiff;

public sealed class DifferentiatorTests
{
    private static readonly Dim N = Dim.Batch;
    private static readonly ReferenceEnvironment BatchOf3 = ReferenceEnvironment.ForBatch(3);

    [Fact]
    public void A_dense_layer_backwards_reads_as_the_textbook_says()
    {
        var sketch = new ProgramSketch();
        var (x, w, c) = (sketch.Input("x", Shape.Of(N, 2)), sketch.Weight("dense/kernel", Shape.Of(2, 3)), sketch.Weight("dense/bias", Shape.Of(3)));
        var b = sketch.Builder;
        var y = b.Map("dense", Apply("Max", Operand(0) + Operand(1), 0), b.MatMul("dense_product", x, w), c);
        Assert.Equal(
            """
            program sketch, training
            input %0:x : (None, 2)
            weight %1:dense/kernel : (2, 3)
            weight %2:dense/bias : (3,)
              %3:dense_product = DotGeneral{[1] with [0]}(%0, %1) : (None, 3)
              %4:dense = Map{max(x0 + x1, 0)}(%3, %2) : (None, 3)
            output %4:dense
            backward
            cotangent %5:dense_cotangent : (None, 3)
              %6:dense_product_gradient = Map{select(x0 > 0, x1, 0)}(%4, %5) : (None, 3)
              %7:dense/bias_gradient = Reduce{sum over [0]}(%6) : (3,)
              %8:x_gradient = DotGeneral{[1] with [1]}(%6, %1) : (None, 2)
              %9:dense/kernel_gradient = DotGeneral{[0] with [0]}(%0, %6) : (2, 3)
            gradient of dense/kernel %9:dense/kernel_gradient
            gradient of dense/bias %7:dense/bias_gradient
            gradient of x %8:x_gradient

            """.ReplaceLineEndings("\n"),
            Differentiator.Differentiate(sketch.Build([y])).Verify().Print());
    }

    [Fact]
    public void Gradients_of_a_shared_weight_add_up()
    {
        var sketch = new ProgramSketch();
        var (x, z, w) = (sketch.Input("x", Shape.Of(N, 2)), sketch.Input("z", Shape.Of(N, 2)), sketch.Weight("w", Shape.Of(2, 2)));
        var b = sketch.Builder;
        var twice = b.Map("tanh", Apply("Tanh", Operand(0)), b.MatMul("twice", b.MatMul("once", x, w), w));
        GradientCheck.Check(sketch.Build([twice, b.MatMul("other", z, w)]), BatchOf3);
    }

    [Fact]
    public void Inputs_and_weights_that_reach_no_output_have_no_gradient()
    {
        var sketch = new ProgramSketch();
        var (x, ids, _) = (sketch.Input("x", Shape.Of(N)), sketch.Input("ids", Shape.Of(N), DType.Int32), sketch.Input("unused", Shape.Of(N)));
        var (frozen, unused) = (sketch.Weight("frozen", Shape.Of(), trainable: false), sketch.Weight("unused", Shape.Of()));
        var b = sketch.Builder;
        b.Map("dead", Operand(0) * Operand(1), x, unused);
        var y = b.Map("y", Operand(0) * Operand(1) * Operand(2), x, ids, frozen);
        var program = Differentiator.Differentiate(sketch.Build([y])).Verify();
        Assert.NotNull(program.Backward!.InputGradients[0]);
        Assert.All(program.Backward.InputGradients.Skip(1).Concat(program.Backward.WeightGradients), Assert.Null);
        Assert.Single(program.Instructions);
        GradientCheck.Check(program with { Backward = null }, BatchOf3);
    }

    [Fact]
    public void An_output_that_depends_on_nothing_differentiable_has_an_empty_backward_pass()
    {
        var sketch = new ProgramSketch();
        var ids = sketch.Input("ids", Shape.Of(N), DType.Int32);
        var y = sketch.Builder.Map("y", Operand(0) * 2, ids);
        Assert.Empty(Differentiator.Differentiate(sketch.Build([y])).Verify().Backward!.Instructions);
    }

    [Fact]
    public void Several_outputs_and_loss_terms_contribute()
    {
        var sketch = new ProgramSketch();
        var (x, w) = (sketch.Input("x", Shape.Of(N, 2)), sketch.Weight("w", Shape.Of(2, 2)));
        var b = sketch.Builder;
        var hidden = b.Map("hidden", Apply("Sin", Operand(0)), b.MatMul("product", x, w));
        var penalty = b.ActivityPenalty("penalty", hidden, 0.1, 0.3);
        var program = sketch.Build([b.Map("y", Apply("Square", Operand(0)), hidden), hidden, x, hidden], penalty, penalty);
        GradientCheck.Check(program, BatchOf3);
    }

    [Fact]
    public void State_is_not_differentiated_through()
    {
        var sketch = new ProgramSketch();
        var x = sketch.Input("x", Shape.Of(N));
        var mean = sketch.Weight("mean", Shape.Of(), trainable: false);
        var b = sketch.Builder;
        sketch.Write(b.Map("mean", 0.9 * Operand(0) + 0.1 * Operand(1), mean, b.Reduce("batch_mean", ReduceKind.Mean, x, [0])), "bn");
        var program = Differentiator.Differentiate(sketch.Build([b.Map("y", Operand(0) - Operand(1), x, mean)])).Verify();
        Assert.Single(program.StateWrites);
        Assert.Equal(3, program.Instructions.Length);
        Assert.Empty(program.Backward!.Instructions);
        Assert.Same(program.Backward.Cotangents[0], program.Backward.InputGradients[0]);
    }

    public static TheoryData<string, Activation> Finals => new() { { "softmax", Activation.Softmax }, { "sigmoid", Activation.Sigmoid } };

    [Theory]
    [MemberData(nameof(Finals))]
    public void A_gradient_at_the_logits_replaces_that_at_the_output(string name, Activation activation)
    {
        var program = Differentiator.Differentiate(WithFinal(name).Build());
        var entry = program.Verify().Backward!.LogitCotangents[0]!;
        Assert.Equal(activation, entry.Activation);
        Assert.Equal("logits", entry.Logits.Name);

        // The activation's own adjoint, handed over at the logits, gives the same gradients.
        var x = new ReferenceTensor([3, 2], [1, -2, 3, 0.5, 0, -1]);
        var w = new ReferenceTensor([2, 2], [0.3, -0.4, 0.5, 0.1]);
        var dy = new ReferenceTensor([3, 2], [1, 2, 0, -1, 0.5, 0.25]);
        var evaluator = new ReferenceEvaluator(program, BatchOf3).Forward(x, w);
        var expected = evaluator.Backward([dy]);
        var actual = new ReferenceEvaluator(program, BatchOf3).Forward(x, w).Backward([evaluator[entry.Cotangent]], atLogits: 0);
        Assert.Equal(expected.Select(gradient => gradient!.Data), actual.Select(gradient => gradient!.Data));
        Assert.NotEqual(0, expected[0]!.Data[0]);
    }

    [Theory]
    [InlineData("softmax")]
    [InlineData("sigmoid")]
    public void There_is_no_entry_at_the_logits_where_something_else_reads_the_output(string name)
    {
        Assert.Null(Entry((b, y) => [y, b.Map("after", Operand(0) * 2, y)]));
        Assert.Null(Entry((_, y) => [y, y]));
        Assert.Null(Entry((b, y) => [y], penalised: true));
        Assert.NotNull(Entry((b, y) => [y]));

        LogitEntry? Entry(Func<ProgramBuilder, Value, Value[]> outputs, bool penalised = false)
        {
            var (sketch, y) = WithFinal(name);
            Value[] terms = penalised ? [sketch.Builder.ActivityPenalty("penalty", y, 1, 0)] : [];
            return Differentiator.Differentiate(sketch.Build(outputs(sketch.Builder, y), terms)).Verify().Backward!.LogitCotangents[0];
        }
    }

    [Fact]
    public void Softmax_over_another_axis_and_sigmoid_within_a_formula_have_no_entry()
    {
        var inner = Differentiator.Differentiate(ProgramSketch.Of((b, x) => b.Softmax("y", x[0], 1), Shape.Of(N, 2, 3)));
        var swish = Differentiator.Differentiate(ProgramSketch.Of((b, x) => b.Map("y", Operand(0) * Apply("Sigmoid", Operand(0)), x), Shape.Of(N, 2)));
        Assert.Null(inner.Backward!.LogitCotangents[0]);
        Assert.Null(swish.Backward!.LogitCotangents[0]);
    }

    [Fact]
    public void Instructions_know_the_gradients_that_they_serve()
    {
        var sketch = new ProgramSketch();
        var (x, w1, w2) = (sketch.Input("x", Shape.Of(N, 2)), sketch.Weight("first", Shape.Of(2, 2)), sketch.Weight("second", Shape.Of(2, 2)));
        var b = sketch.Builder;
        var y = b.MatMul("y", b.Map("hidden", Apply("Tanh", Operand(0)), b.MatMul("product", x, w1)), w2);
        var program = Differentiator.Differentiate(sketch.Build([y]));
        var served = program.Backward!.Instructions.Zip(GradientSinks.Of(program), (instruction, sinks) => $"{instruction.Result.Name}: {sinks}");

        // 0 and 1 are the weights, 2 is the input.
        Assert.Equal(
            ["hidden_gradient: [0, 2]", "second_gradient: [1]", "product_gradient: [0, 2]", "x_gradient: [2]", "first_gradient: [0]"], served);
    }

    [Fact]
    public void A_bias_under_the_sigmoid_belongs_to_the_logits()
    {
        var sketch = new ProgramSketch();
        var (x, c) = (sketch.Input("x", Shape.Of(N, 2)), sketch.Weight("bias", Shape.Of(2)));
        var program = sketch.Build([sketch.Builder.Map("y", Apply("Sigmoid", Operand(0) + Operand(1)), x, c)]);
        var differentiated = Differentiator.Differentiate(program).Verify();
        var entry = differentiated.Backward!.LogitCotangents[0]!;
        Assert.Equal((Activation.Sigmoid, "y_logits"), (entry.Activation, entry.Logits.Name));
        Assert.Same(program.Outputs[0], differentiated.Outputs[0]);
        GradientCheck.Check(program, BatchOf3);
    }

    private static FinalSketch WithFinal(string name)
    {
        var sketch = new ProgramSketch();
        var (x, w) = (sketch.Input("x", Shape.Of(N, 2)), sketch.Weight("w", Shape.Of(2, 2)));
        var logits = sketch.Builder.MatMul("logits", x, w);
        return new(sketch, name == "softmax" ? sketch.Builder.Softmax("y", logits) : sketch.Builder.Map("y", Apply("Sigmoid", Operand(0)), logits));
    }

    private sealed record FinalSketch(ProgramSketch Sketch, Value Output)
    {
        public Program Build() => Sketch.Build([Output]);
    }
}
