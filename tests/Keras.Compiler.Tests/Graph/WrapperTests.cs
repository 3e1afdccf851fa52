namespace Keras.Compiler.Tests.Graph;

/// <summary>Layers around other layers and models, as fields and as functions.</summary>
public class WrapperTests
{
    private const string Frames =
        """
        public sealed partial class Frame : Model
        {
            [Dense(5)] private readonly Dense _first;
            [Dense(3, UseBias = false)] private readonly Dense _second;
            public KerasTensor Call([Input(6)] KerasTensor pixels) => _second.Call(_first.Call(pixels));
        }
        """;

    private static void Prints(string expected, SourceModel model) => Assert.Equal(expected.Replace("\r", ""), model.Text);

    [Fact]
    public void The_attribute_configures_the_innermost_type() => Prints(
        """
        input x (None, 20, 6)
        per_step: TimeDistributed(x) -> (None, 20, 3)
            per_step/layer: Dense((None, 6)) -> (None, 3) [kernel (6, 3), bias (3,)]
        output Output = per_step
        """,
        SourceModel.Call("[Dense(3)] private readonly TimeDistributed<Dense> _perStep;", "[Input(20, 6)] KerasTensor x", "return _perStep.Call(x);"));

    [Fact]
    public void Wrappers_nest() => Prints(
        """
        input x (None, None, None, 6)
        per_step: TimeDistributed(x) -> (None, None, None, 3)
            per_step/layer: TimeDistributed((None, None, 6)) -> (None, None, 3)
                per_step/layer/layer: Dense((None, 6)) -> (None, 3) [kernel (6, 3), bias (3,)]
        output Output = per_step
        """,
        SourceModel.Call(
            "[Dense(3), TimeDistributed] private readonly TimeDistributed<TimeDistributed<Dense>> _perStep;",
            "[Input(None, None, 6)] KerasTensor x", "return _perStep.Call(x);"));

    [Fact]
    public void A_model_is_wrapped_as_a_field() => Prints(
        """
        input video (None, None, 6)
        frames: TimeDistributed(video) -> (None, None, 3)
            frames/layer: Frame((None, 6)) -> (None, 3)
                input pixels (None, 6)
                first: Dense(pixels) -> (None, 5) [kernel (6, 5), bias (5,)]
                second: Dense(first) -> (None, 3) [kernel (5, 3)]
                output Output = second
        output Output = frames
        """,
        SourceModel.Of(
            "private readonly TimeDistributed<Frame> _frames; public KerasTensor Call([Input(None, 6)] KerasTensor video) => _frames.Call(video);", Frames));

    [Fact]
    public void A_model_with_a_field_of_its_own_is_applied_by_the_function() => Prints(
        """
        input video (None, 20, 6)
        input still (None, 6)
        time_distributed: TimeDistributed(video) -> (None, 20, 3)
            vision: Frame((None, 6)) -> (None, 3)
                input pixels (None, 6)
                first: Dense(pixels) -> (None, 5) [kernel (6, 5), bias (5,)]
                second: Dense(first) -> (None, 3) [kernel (5, 3)]
                output Output = second
        vision: Frame(still) -> (None, 3)
            input pixels (None, 6)
            first: Dense(pixels) -> (None, 5) [kernel (6, 5), bias (5,)]
            second: Dense(first) -> (None, 3) [kernel (5, 3)]
            output Output = second
        repeat: Reshape(vision) -> (None, 1, 3)
        add: Add(time_distributed, repeat) -> (None, 20, 3)
        output Output = add
        """,
        SourceModel.Of(
            """
            private readonly Frame _vision;
            public KerasTensor Call([Input(20, 6)] KerasTensor video, [Input(6)] KerasTensor still) =>
                TimeDistributed(_vision.Call, video) + Reshape(_vision.Call(still), [1, 3], name: "repeat");
            """, Frames));

    [Fact]
    public void A_layer_that_only_a_function_applies_stands_before_it_and_has_no_node()
    {
        var graph = SourceModel.Call(
            "[Dense(3)] private readonly Dense _score;", "[Input(4, 6)] KerasTensor x", "return TimeDistributed(_score.Call, x, name: \"scores\");").Graph;
        Assert.Equal(["score", "scores"], graph.Layers.Select(layer => layer.Name));
        Assert.Equal<string>(["x", "scores"], graph.Order);
        Assert.Empty(graph.Layers[0].Nodes);
    }

    [Fact]
    public void Several_inputs_and_named_outputs_go_through_the_function() => Prints(
        """
        input a (None, 4, 6)
        input b (None, 4, 6)
        time_distributed: TimeDistributed(a, b) -> (None, 4, 6), (None, 4, 2)
            pair: Pair((None, 6), (None, 6)) -> (None, 6), (None, 2)
                input left (None, 6)
                input right (None, 6)
                add: Add(left, right) -> (None, 6)
                head: Dense(add) -> (None, 2) [kernel (6, 2), bias (2,)]
                output Sum = add
                output Head = head
        output Output = time_distributed.1
        """,
        SourceModel.Of(
            """
            private readonly Pair _pair;
            public KerasTensor Call([Input(4, 6)] KerasTensor a, [Input(4, 6)] KerasTensor b) => TimeDistributed(_pair.Call, a, b).Head;
            """,
            """
            public sealed partial class Pair : Model
            {
                [Dense(2)] private readonly Dense _head;
                public (KerasTensor Sum, KerasTensor Head) Call([Input(6)] KerasTensor left, [Input(6)] KerasTensor right)
                {
                    var sum = left + right;
                    return (sum, _head.Call(sum));
                }
            }
            """));

    [Fact]
    public void A_mask_of_the_steps_goes_on_and_reaches_what_takes_one_of_samples() => Prints(
        """
        input x (None, 20, 6)
        mask: Masking(x) -> (None, 20, 6) masked (None, 20)
        norm: TimeDistributed(mask) -> (None, 20, 6) masked (None, 20)
            norm/layer: BatchNormalization((None, 6) masked (None,)) -> (None, 6) masked (None,) [gamma (6,), beta (6,), moving_mean (6,), moving_variance (6,)]
            norm/layer: BatchNormalization((None, 6) masked (None,)) -> (None, 6) masked (None,) [gamma (6,), beta (6,), moving_mean (6,), moving_variance (6,)]
        per_step: TimeDistributed(norm) -> (None, 20, 3) masked (None, 20)
            per_step/layer: Dense((None, 6)) -> (None, 3) [kernel (6, 3), bias (3,)]
        output Output = per_step
        """,
        SourceModel.Call(
            "[Masking] private readonly Masking _mask; [BatchNormalization] private readonly TimeDistributed<BatchNormalization> _norm; "
            + "[Dense(3)] private readonly TimeDistributed<Dense> _perStep;",
            "[Input(20, 6)] KerasTensor x", "return _perStep.Call(_norm.Call(_mask.Call(x)));"));

    [Fact]
    public void A_mask_of_more_than_the_steps_goes_to_each_step()
    {
        var graph = SourceModel.Call(
            "[Masking] private readonly Masking _mask; [Dense(3)] private readonly TimeDistributed<Dense> _perStep; [Flatten] private readonly TimeDistributed<Flatten> _flat;",
            "[Input(20, 5, 6)] KerasTensor x", "return _flat.Call(_perStep.Call(_mask.Call(x)));").Graph;
        Assert.Equal("(None, 20, 5)", graph.Nodes[1].Outputs[0].Mask!.ToString());
        Assert.Equal("(None, 5)", graph.Nodes[1].Wrapped[0].Inputs[0].Mask!.ToString());
        Assert.Equal("(None, 20)", graph.Nodes[2].Outputs[0].Mask!.ToString());
    }

    [Fact]
    public void Repeated_wrappers_have_weights_of_their_own() => Prints(
        """
        input x (None, 4, 3)
        blocks_0: TimeDistributed(x) -> (None, 4, 3)
            blocks_0/layer: Dense((None, 3)) -> (None, 3) [kernel (3, 3), bias (3,)]
        blocks_1: TimeDistributed(blocks_0) -> (None, 4, 3)
            blocks_1/layer: Dense((None, 3)) -> (None, 3) [kernel (3, 3), bias (3,)]
        output Output = blocks_1
        """,
        SourceModel.Of("[Dense(3), Repeat(2)] private readonly TimeDistributed<Dense>[] _blocks; public partial KerasTensor Call([Input(4, 3)] KerasTensor x);"));

    [Theory]
    [InlineData("[Dense(2)] private readonly TimeDistributed<Dense> _a;", "return _a.Call(x);", "KER150 at x: a | (None, 4)")]
    [InlineData("[Dense(2)] private readonly TimeDistributed<Dense> _a;", "return _a.Call(t);", "KER108 at t: a/layer | 1 | (None, None)")]
    [InlineData("[Dense(0)] private readonly TimeDistributed<Dense> _a;", "return _a.Call(y);", "KER024 at 0: Units | 0 | a positive integer")]
    [InlineData("[Dense(2)] private readonly TimeDistributed<Dense> _a;", "return _a.Call([y, y]);", "KER106 at _a.Call([y, y]): a/layer | exactly 1 | 2")]
    [InlineData("[Dense(2)] private readonly TimeDistributed<Dense> _a;", "return _a.Call(y) + _a.Call(Reshape(y, [5, 3]));",
        "KER102 at Reshape(y, [5, 3]): 0 | a/layer | -1 | 5 | (None, 3)")]
    [InlineData("[Dense(2)] private readonly Dense _a;", "return TimeDistributed(_a.Call, x);", "KER150 at x: time_distributed | (None, 4)")]
    [InlineData("private readonly Nested _a;", "return TimeDistributed(_a.Call, y);", "KER110 at y: z | a | (None, 4) | (None, 5)")]
    [InlineData("private readonly Two _a;", "return TimeDistributed(_a.Call, y, Reshape(y, [5, 3]));",
        "KER151 at Reshape(y, [5, 3]): time_distributed | (None, 3, 5), (None, 5, 3)")]
    [InlineData("[Rescaling(2)] private readonly TimeDistributed<Dense> _a;", "return _a.Call(y);",
        "KER023 at Rescaling(2): Rescaling | _a | TimeDistributed<Dense> | [TimeDistributed] or [Dense], or a field of type Rescaling")]
    [InlineData("[TimeDistributed] private readonly TimeDistributed<Dense> _a;", "return _a.Call(y);", "KER022 at _a: _a | Dense")]
    [InlineData("", "return TimeDistributed(Helper, y);",
        "KER041 at Helper: the method group 'Helper' | the method group Call of a layer or nested model")]
    public void A_fault_is_at_the_users_argument(string fields, string body, string expected)
    {
        var model = SourceModel.Of(
            $$"""
            {{fields}}
            private KerasTensor Helper(KerasTensor x) => x;
            public KerasTensor Call([Input(4)] KerasTensor x, [Input(3, 5)] KerasTensor y, [Input(3, None)] KerasTensor t) { {{body}} }
            """,
            """
            public sealed partial class Nested : Model { public KerasTensor Call([Input(4)] KerasTensor z) => Relu(z); }
            public sealed partial class Two : Model { public KerasTensor Call([Input(5)] KerasTensor a, [Input(3)] KerasTensor b) => Concatenate([a, b]); }
            """);
        Assert.Equal(expected, model.Faults);
        Assert.Null(model.Result.Graph);
    }
}
