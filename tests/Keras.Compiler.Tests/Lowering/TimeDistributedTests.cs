using Keras.Compiler.Lowering;
using Keras.Compiler.Ops;
using Keras.Compiler.Tests.Graph;
using Keras.Compiler.Tests.Reference;

namespace Keras.Compiler.Tests.Lowering;

/// <summary>What TimeDistributed computes, against the same layers called on each step by slices of the input.</summary>
public class TimeDistributedTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_step_is_a_sample(bool training)
    {
        var program = Lowerer.Lower(SourceModel.Call(
            "[Dense(3, Activation = Activation.Softmax)] private readonly TimeDistributed<Dense> _perStep;",
            "[Input(None, 6)] KerasTensor x", "return _perStep.Call(x);").Graph, training);
        Assert.Equal(["per_step/layer/kernel", "per_step/layer/bias"], program.Weights.Select(weight => weight.Weight.Path));
        Assert.Contains("%", ProgramPrinter.Print(program));
        Assert.Equal("batch*x_1", program.Instructions[0].Result.Shape[0].ToString());
    }

    /// <summary>As in Keras, whose steps are calls of the layer one after the other.</summary>
    [Fact]
    public void Statistics_of_a_batch_are_those_of_each_step_where_their_number_is_known()
    {
        const string wrapped = "[BatchNormalization] private readonly TimeDistributed<BatchNormalization> _n;";
        const string bare = "[BatchNormalization] private readonly BatchNormalization _n;";
        const string steps =
            "return Concatenate([Reshape(_n.Call(x0), [1, 4]), Reshape(_n.Call(x1), [1, 4]), Reshape(_n.Call(x2), [1, 4])], axis: 1);";
        var x = ReferenceTensor.Build([5, 3, 4], index => Math.Sin(index[0] * 7 + index[1] * 3 + index[2]));
        var one = Run(SourceModel.Call(wrapped, "[Input(3, 4)] KerasTensor x", "return _n.Call(x);"), x);
        var other = Run(
            SourceModel.Call(bare, "[Input(4)] KerasTensor x0, [Input(4)] KerasTensor x1, [Input(4)] KerasTensor x2", steps),
            [.. Enumerable.Range(0, 3).Select(step => ReferenceTensor.Build([5, 4], index => x[index[0], step, index[1]]))]);
        Same(other.Outputs.Single(), one.Outputs.Single());
        Same(other.StateWrites["n/moving_mean"], one.StateWrites["n/layer/moving_mean"]);
        Same(other.StateWrites["n/moving_variance"], one.StateWrites["n/layer/moving_variance"]);
    }

    /// <summary>A mask of whole steps leaves the masked steps' samples out of their moments; one of parts of steps is any of them after it.</summary>
    [Fact]
    public void Masks_reach_each_step_and_what_follows()
    {
        const string wrapped = "[Masking] private readonly Masking _m; [BatchNormalization] private readonly TimeDistributed<BatchNormalization> _n;";
        const string bare = "[Masking] private readonly Masking _m; [BatchNormalization] private readonly BatchNormalization _n;";
        var x = ReferenceTensor.Build([5, 2, 4], index => index[0] == 3 || index[1] == index[0] % 2 ? 0 : Math.Sin(index[0] * 7 + index[1] * 3 + index[2]));
        var one = Run(SourceModel.Call(wrapped, "[Input(2, 4)] KerasTensor x", "return _n.Call(_m.Call(x));"), x);
        var steps = "return Concatenate([Reshape(_n.Call(_m.Call(x0)), [1, 4]), Reshape(_n.Call(_m.Call(x1)), [1, 4])], axis: 1);";
        var other = Run(
            SourceModel.Call(bare, "[Input(4)] KerasTensor x0, [Input(4)] KerasTensor x1", steps),
            [.. Enumerable.Range(0, 2).Select(step => ReferenceTensor.Build([5, 4], index => x[index[0], step, index[1]]))]);
        Same(other.Outputs.Single(), one.Outputs.Single());
        Same(other.StateWrites["n/moving_mean"], one.StateWrites["n/layer/moving_mean"]);
    }

    [Fact]
    public void A_mask_inside_steps_is_any_of_them_behind()
    {
        var model = SourceModel.Call(
            "[Masking] private readonly Masking _m; [Flatten] private readonly TimeDistributed<Flatten> _f; [BatchNormalization(Center = false, Scale = false)] private readonly BatchNormalization _n;",
            "[Input(2, 3, 4)] KerasTensor x", "return _n.Call(_f.Call(_m.Call(x)));");
        var x = ReferenceTensor.Build([2, 2, 3, 4], index => (index[0], index[1]) == (1, 0) ? 0 : 1 + index[2] * 4 + index[3]);
        // Only the step without any value is left out: three equal steps have no variance.
        var moments = Run(model, x).StateWrites["n/moving_variance"];
        Assert.All(moments.Data.Select((value, i) => value - 0.99 * (0.5 + i)), change => Assert.Equal(0, change, 1e-12));
    }

    private static ReferenceEvaluator Run(SourceModel model, params ReferenceTensor[] inputs)
    {
        var program = Lowerer.Lower(model.Graph, training: true);
        var environment = ReferenceEnvironment.ForBatch(inputs[0].Shape[0]);
        return new ReferenceEvaluator(program, environment).Forward(
        [
            .. inputs, .. program.Weights.Select(weight => ReferenceTensor.Build(environment.Lengths(weight.Value.Shape), index => 0.5 + index.Sum())),
        ]);
    }

    private static void Same(ReferenceTensor expected, ReferenceTensor actual)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        Assert.All(expected.Data.Zip(actual.Data), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }
}
