using Keras.Compiler.Lowering;
using Keras.Compiler.Tests.Emission;
using Keras.Compiler.Tests.Graph;
using Keras.Compiler.Tests.Reference;

namespace Keras.Compiler.Tests.Lowering;

/// <summary>What layers compute from masks. In the models below a step of x or y is zero where "on" says so.</summary>
public class MaskLoweringTests
{
    private const string Inputs =
        "[Input(4, 3)] KerasTensor x, [Input(4, 1, DType = DType.Bool)] KerasTensor on, [Input(4, 3)] KerasTensor y, [Input(4, 1, DType = DType.Bool)] KerasTensor onY";

    private static readonly Dictionary<string, string> Fields = new()
    {
        ["_mask"] = "[Masking] private readonly Masking _mask;",
        ["_number"] = "[Rescaling(1)] private readonly Rescaling _number;",
        ["_softmax"] = "[Softmax] private readonly Softmax _softmax;",
        ["_bn"] = "[BatchNormalization] private readonly BatchNormalization _bn;",
        ["_plain"] = "[BatchNormalization(Center = false, Scale = false, Epsilon = 1e-9)] private readonly BatchNormalization _plain;",
        ["_steps"] = "[BatchNormalization(Axis = 1)] private readonly BatchNormalization _steps;",
        ["_inner"] = "private readonly Inner _inner;",
    };

    private const string Inner = "public sealed partial class Inner : Model { public KerasTensor Call([Input(4, 3)] KerasTensor z) => Tanh(z); }";

    private static SourceModel Model(string result)
    {
        var body = $"var a = _mask.Call(x * _number.Call(on)); var b = _mask.Call(y * _number.Call(onY)); return {result};";
        var fields = Fields.Where(field => body.Contains(field.Key + ".", StringComparison.Ordinal)).Select(field => field.Value);
        return SourceModel.Of($"{string.Concat(fields)} public KerasTensor Call({Inputs}) {{ {body} }}", Inner);
    }

    /// <summary>The output for a batch of one: x is 1..12, y is 10, 20, .. 120, and the mask of each is given.</summary>
    private static double[] Output(SourceModel model, bool training, bool[] on, bool[] onY, params double[][] weights)
    {
        var program = Lowerer.Lower(model.Result.Graph!, training);
        var evaluator = new ReferenceEvaluator(program, ReferenceEnvironment.ForBatch(1)).Forward(
        [
            new([1, 4, 3], [.. Enumerable.Range(1, 12).Select(i => (double)i)]),
            new([1, 4, 1], [.. on.Select(kept => kept ? 1.0 : 0)]),
            new([1, 4, 3], [.. Enumerable.Range(1, 12).Select(i => 10.0 * i)]),
            new([1, 4, 1], [.. onY.Select(kept => kept ? 1.0 : 0)]),
            .. weights.Select(weight => new ReferenceTensor([weight.Length], weight)),
        ]);
        return evaluator.Outputs.Single().Data;
    }

    private static readonly bool[] Ends = [true, false, false, true];

    private static readonly bool[] Start = [true, true, false, false];

    [Fact]
    public void Multiply_takes_a_dropped_entry_as_one_and_is_zero_where_all_are_dropped() => Assert.Equal(
        [10, 40, 90, 40, 50, 60, 0, 0, 0, 10, 11, 12], Output(Model("Multiply([a, b])"), false, Ends, Start));

    [Fact]
    public void Multiply_leaves_an_unmasked_input_as_it_is() => Assert.Equal(
        [10, 40, 90, 40, 50, 60, 70, 80, 90, 1000, 1210, 1440], Output(Model("Multiply([a, y])"), false, Ends, Start));

    [Fact]
    public void Minimum_is_of_the_entries_that_are_kept() => Assert.Equal(
        [1, 2, 3, 40, 50, 60, 0, 0, 0, 10, 11, 12], Output(Model("Minimum([a, b])"), false, Ends, Start));

    [Fact]
    public void Maximum_of_three_keeps_what_any_keeps() => Assert.Equal(
        [10, 20, 30, 40, 50, 60, 7, 8, 9, 10, 11, 12], Output(Model("Maximum([a, b, x])"), false, Ends, Start));

    [Fact]
    public void Softmax_gives_masked_steps_no_weight()
    {
        var y = Output(Model("_softmax.Call(a)"), false, Ends, Start);
        Assert.All(y[3..9], value => Assert.Equal(0, value));
        Assert.Equal(1, y[0] + y[1] + y[2], 12);
    }

    [Theory]
    [InlineData("Add([a, b])", new[] { true, true, false, true })]
    [InlineData("Concatenate([a, b])", new[] { true, true, false, true })]
    [InlineData("Concatenate([a, y])", new[] { true, true, true, true })]
    [InlineData("_mask.Call(a)", new[] { true, false, false, true })]
    [InlineData("Relu(a)", new[] { true, false, false, true })]
    [InlineData("_inner.Call(a)", new[] { true, false, false, true })]
    public void Masks_of_results(string result, bool[] expected)
    {
        // The softmax shows the mask of its input.
        var y = Output(Model($"_softmax.Call({result})"), false, Ends, Start);
        var features = y.Length / 4;
        Assert.Equal(expected, Enumerable.Range(0, 4).Select(step => y.Skip(step * features).Take(features).Sum() > 0.5));
    }

    [Fact]
    public void Concatenation_along_time_joins_masks()
    {
        var y = Output(Model("_softmax.Call(Concatenate([a, y, b], axis: 1))"), false, Ends, Start);
        Assert.Equal(
            [.. Ends, true, true, true, true, .. Start], Enumerable.Range(0, 12).Select(step => y.Skip(step * 3).Take(3).Sum() > 0.5));
    }

    [Fact]
    public void Batch_normalization_takes_the_moments_of_the_steps_that_are_kept()
    {
        var model = Model("_plain.Call(a)");
        // Of 1 and 10, of 2 and 11, of 3 and 12; a masked step is zero and then normalised as well.
        var y = Output(model, true, Ends, Start, [0, 0, 0], [1, 1, 1]);
        Assert.Equal([-1, -1, -1, -5.5 / 4.5, -6.5 / 4.5, -7.5 / 4.5, -5.5 / 4.5, -6.5 / 4.5, -7.5 / 4.5, 1, 1, 1], y.Select(v => Math.Round(v, 6)),
            (expected, actual) => Math.Abs(expected - actual) < 1e-5);
        Assert.Equal(2, Output(model, false, Ends, Start, [0, 0, 0], [1, 1, 1])[1], 6);
    }

    [Theory]
    [InlineData("Multiply([a, b])")]
    [InlineData("Maximum([a, b, x])")]
    [InlineData("_bn.Call(Minimum([a, b]), training: true)")]
    [InlineData("_bn.Call(a, training: true, mask: Reshape(onY, [4]))")]
    [InlineData("_bn.Call(Concatenate([a, y, b], axis: 1), training: true)")]
    [InlineData("_bn.Call(Concatenate([a, b], axis: 1), training: true)")]
    [InlineData("_steps.Call(a, training: true)")]
    public void Emitted_code_agrees_with_the_reference_and_gradients_with_differences(string result)
    {
        var program = Lowerer.Lower(Model(result).Result.Graph!, training: true);
        foreach (var frozen in new string[][] { [], ["bn"] })
            foreach (var batch in new[] { 1, 3, 17 })
                Agreement.Check(program, new(new Dictionary<string, int> { ["batch"] = batch }, frozen), seed: batch);
        GradientCheck.Check(program, ReferenceEnvironment.ForBatch(3), element: random => 0.5 + random % 1000 / 500.0);
    }
}
