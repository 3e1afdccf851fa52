using Keras.Compiler.Autodiff;
using Keras.Compiler.Lowering;
using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;
using Keras.Compiler.Tests.Emission;
using Keras.Compiler.Tests.Graph;
using Keras.Compiler.Tests.Reference;

namespace Keras.Compiler.Tests.Layers;

/// <summary>What the goldens of the recurrent layers leave out: sizes around a vector's length, unknown lengths, masks of all forms, first
/// states, dropout, and that only the recurrence stands in the loops.</summary>
public class RecurrentTests
{
    public static TheoryData<string, int, int> Sizes()
    {
        var data = new TheoryData<string, int, int>();
        foreach (var layer in new[] { "SimpleRNN", "LSTM", "GRU" })
            foreach (var (units, batch) in new[] { (1, 1), (15, 3), (16, 32), (17, 33), (33, 1) }) data.Add(layer, units, batch);
        return data;
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Emitted_code_computes_what_the_reference_does(string layer, int units, int batch) =>
        Agreement.Check(Training(One(layer, $"({units}, ReturnSequences = true)")), Lengths(batch, 3));

    [Theory]
    [InlineData("SimpleRNN(5)")]
    [InlineData("LSTM(5, GoBackwards = true, ReturnSequences = true)")]
    [InlineData("LSTM(5, RecurrentActivation = Activation.HardSigmoid, Activation = Activation.Softmax)")]
    [InlineData("GRU(5, ResetAfter = false)")]
    [InlineData("GRU(5, UseBias = false, GoBackwards = true)")]
    [InlineData("LSTM(5, ZeroOutputForMask = true, ReturnSequences = true)")]
    public void Masks_and_first_states_of_unknown_length(string layer)
    {
        var (name, states) = (layer[..layer.IndexOf('(')], layer.StartsWith("LSTM", StringComparison.Ordinal) ? "h, c" : "h");
        var program = Training(SourceModel.Call(
            $"[{layer}] private readonly {name} _a;",
            "[Input(None, 4)] KerasTensor x, [Input(None, DType = DType.Bool)] KerasTensor m, [Input(5)] KerasTensor h, [Input(5)] KerasTensor c",
            $"return _a.Call(x, initialState: [{states}], mask: m){(states == "h" ? " + c" : "")};"));
        Agreement.Check(program, Lengths(3, 4));
        GradientCheck.Check(program, Lengths(2, 3), element: seed => Math.Sin(seed));
    }

    /// <summary>Gradients are of one run: what the run before left is constant.</summary>
    [Theory]
    [InlineData("LSTM(3, Stateful = true)", "LSTM")]
    [InlineData("GRU(3, Stateful = true, ReturnSequences = true)", "GRU")]
    [InlineData("SimpleRNN(3, Stateful = true, ZeroOutputForMask = true, ReturnSequences = true)", "SimpleRNN")]
    [InlineData("LSTM(3, Stateful = true, ReturnSequences = true)", "Bidirectional<LSTM>")]
    public void Gradients_stop_at_the_states_that_the_run_before_left(string layer, string handle) => GradientCheck.Check(
        Training(SourceModel.Call(
            $"[{layer}] private readonly {handle} _a;",
            "[Input(3, 4, BatchSize = 2)] KerasTensor x, [Input(3, DType = DType.Bool, BatchSize = 2)] KerasTensor m", "return _a.Call(x, mask: m);")),
        Lengths(2, 3));

    [Theory]
    [InlineData("SimpleRNN", "(3, Dropout = 0.3, RecurrentDropout = 0.4)")]
    [InlineData("LSTM", "(3, Dropout = 0.3, RecurrentDropout = 0.4, Seed = 7)")]
    [InlineData("LSTM", "(3, Dropout = 0.5)")]
    [InlineData("GRU", "(3, RecurrentDropout = 0.4)")]
    [InlineData("GRU", "(3, RecurrentDropout = 0.4, Dropout = 1, ResetAfter = false)")]
    public void Dropped_features_are_the_same_at_all_steps_and_backward(string layer, string arguments)
    {
        var program = Training(One(layer, arguments));
        GradientCheck.Check(program, Lengths(2, 3));
        // Predicting drops nothing.
        var prediction = Lowerer.Lower(One(layer, arguments).Graph, training: false);
        Assert.DoesNotContain(Nested(prediction.Instructions), instruction => instruction.Op is Map map && map.Formula.Parts().Any(part => part is RandomFormula));
    }

    /// <summary>With weights that hand the inputs through, the output is the dropped input: at all steps the same half of it, doubled.</summary>
    [Fact]
    public void A_mask_of_dropout_drops_its_share_for_the_whole_sequence()
    {
        const int units = 64;
        var program = Training(One("SimpleRNN", $"({units}, Activation = Activation.Linear, UseBias = false, ReturnSequences = true, Dropout = 0.5)", units));
        var identity = ReferenceTensor.Build([units, units], index => index[0] == index[1] ? 1 : 0);
        var (zeros, ones) = (ReferenceTensor.Build([units, units], _ => 0), ReferenceTensor.Build([8, 3, units], _ => 1));
        var output = new ReferenceEvaluator(program, Lengths(8, 3)).Forward(ones, identity, zeros).Outputs.Single();
        Assert.All(output.Data, value => Assert.True(value is 0 or 2));
        Assert.InRange(output.Data.Average(), 0.8, 1.2);
        foreach (var index in ReferenceTensor.Indices([8, units]))
            Assert.Equal(output[index[0], 0, index[1]], output[index[0], 2, index[1]]);
    }

    [Theory]
    [InlineData("SimpleRNN")]
    [InlineData("LSTM")]
    [InlineData("GRU")]
    public void Masked_steps_are_as_if_they_were_not_there(string layer)
    {
        var model = SourceModel.Call(
            $"[{layer}(4)] private readonly {layer} _a;", "[Input(None, 4)] KerasTensor x, [Input(None, DType = DType.Bool)] KerasTensor m", "return _a.Call(x, mask: m);");
        var program = Lowerer.Lower(model.Graph, training: false);
        double[] Run(int time, Func<int, bool> kept) => [.. new ReferenceEvaluator(program, Lengths(1, time)).Forward(
        [
            ReferenceTensor.Build([1, time, 4], index => kept(index[1]) ? Math.Sin(1 + index[2] + 5 * Enumerable.Range(0, index[1]).Count(kept)) : 100),
            ReferenceTensor.Build([1, time], index => kept(index[1]) ? 1 : 0),
            .. program.Weights.Select(weight => ReferenceTensor.Build(Lengths(1, time).Lengths(weight.Value.Shape), index => Math.Cos(index[0] + 2 * index[^1]))),
        ]).Outputs.Single().Data];

        var whole = Run(3, _ => true);
        Assert.Equal(whole, Run(6, step => step < 3));
        Assert.Equal(whole, Run(6, step => step >= 3));
        Assert.Equal(whole, Run(6, step => step % 2 == 1));
        Assert.All(Run(4, _ => false), value => Assert.Equal(0, value));
    }

    [Theory]
    [InlineData("SimpleRNN", 1, 1)]
    [InlineData("LSTM", 1, 1)]
    [InlineData("GRU", 1, 1)]
    public void Only_the_recurrent_product_stands_in_the_loops(string layer, int forward, int backward)
    {
        var program = Training(One(layer, "(4, ReturnSequences = true)"));
        program = Differentiator.Differentiate(program);
        Assert.Equal(forward, Loops(program.Instructions).Sum(loop => loop.Op.Inner.Count(inner => inner.Op is DotGeneral)));
        Assert.Equal(backward, Loops(program.Backward!.Instructions).Sum(loop => loop.Op.Inner.Count(inner => inner.Op is DotGeneral)));
        // dx, dW and dU, each for all steps at once.
        Assert.Equal(3, program.Backward.Instructions.Count(instruction => instruction.Op is DotGeneral));

        static IEnumerable<Instruction> Loops(IEnumerable<Instruction> instructions) => instructions.Where(instruction => instruction.Op is Scan);
    }

    [Fact]
    public void The_loop_stands_in_a_method_of_its_own()
    {
        using var run = new KernelRun(Training(One("LSTM", "(4)")));
        var driver = run.Text[run.Text.IndexOf("override void Infer(", StringComparison.Ordinal)..run.Text.IndexOf("private void InferA(", StringComparison.Ordinal)];
        Assert.Contains("InferA(frame);", driver, StringComparison.Ordinal);
        Assert.DoesNotContain("for (", driver, StringComparison.Ordinal);
        Assert.Contains("InferAStep(\n", run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shared_layer_adds_its_gradients_up() => Agreement.Check(
        Training(SourceModel.Call(
            "[LSTM(6)] private readonly LSTM _a;", "[Input(None, 4)] KerasTensor x, [Input(3, 4)] KerasTensor y", "return _a.Call(x) + _a.Call(y);")),
        Lengths(3, 5));

    [Theory]
    [InlineData("Concat", "(4, ReturnSequences = true)")]
    [InlineData("Ave", "(4)")]
    public void Both_directions(string mode, string arguments) => Agreement.Check(
        Training(SourceModel.Call(
            $"[GRU{arguments}, Bidirectional(MergeMode = MergeMode.{mode})] private readonly Bidirectional<GRU> _a;", "[Input(None, 4)] KerasTensor x", "return _a.Call(x);")),
        Lengths(3, 5));

    /// <summary>An encoder hands its states to a decoder; named arguments may come in any order.</summary>
    [Fact]
    public void States_are_outputs_and_inputs() => Assert.Equal(
        """
        input x (None, 7, 4)
        input y (None, None, 5)
        encoder: LSTM(x, with state) -> (None, 3), (None, 3), (None, 3) [kernel (4, 12), recurrent_kernel (3, 12), bias (12,)]
        decoder: LSTM(y, encoder.1, encoder.2) -> (None, None, 3) [kernel (5, 12), recurrent_kernel (3, 12), bias (12,)]
        output Output = decoder
        """.Replace("\r", "", StringComparison.Ordinal),
        SourceModel.Call(
            "[LSTM(3)] private readonly LSTM _encoder; [LSTM(3, ReturnSequences = true)] private readonly LSTM _decoder;",
            "[Input(7, 4)] KerasTensor x, [Input(None, 5)] KerasTensor y",
            "var (_, h, c) = _encoder.CallWithState(x); return _decoder.Call(initialState: [h, c], x: y);").Text);

    [Fact]
    public void Both_directions_may_stay_apart() => Assert.Equal(
        """
        input x (None, 7, 4)
        a: Bidirectional(x) -> (None, 3), (None, 3)
            a/forward_layer: GRU((None, 7, 4)) -> (None, 3) [kernel (4, 9), recurrent_kernel (3, 9), bias (2, 9)]
            a/backward_layer: GRU((None, 7, 4)) -> (None, 3) [kernel (4, 9), recurrent_kernel (3, 9), bias (2, 9)]
        subtract: Subtract(a.0, a.1) -> (None, 3)
        output Output = subtract
        """.Replace("\r", "", StringComparison.Ordinal),
        SourceModel.Call(
            "[GRU(3), Bidirectional(MergeMode = MergeMode.None)] private readonly Bidirectional<GRU> _a;", "[Input(7, 4)] KerasTensor x",
            "var (forward, backward) = _a.CallBoth(x); return Subtract([forward, backward]);").Text);

    private static SourceModel One(string layer, string arguments, int features = 5) => SourceModel.Call(
        $"[{layer}{arguments}] private readonly {layer} _a;", $"[Input(None, {features})] KerasTensor x", "return _a.Call(x);");

    private static Program Training(SourceModel model) => Lowerer.Lower(model.Graph, training: true);

    private static IEnumerable<Instruction> Nested(IEnumerable<Instruction> instructions) =>
        instructions.SelectMany(instruction => Nested(instruction.Op.Inner).Prepend(instruction));

    /// <summary>All unknown axes are equally long.</summary>
    private static ReferenceEnvironment Lengths(int batch, int time) =>
        new(new Dictionary<string, int> { ["batch"] = batch, ["x_1"] = time, ["m_1"] = time, ["y_1"] = time });
}
