namespace Keras.Compiler.Tests.Graph;

/// <summary>What models say, as printed graphs.</summary>
public class GraphTextTests
{
    private static void Prints(string expected, SourceModel model) => Assert.Equal(expected.Replace("\r", ""), model.Text);

    [Fact]
    public void A_chain_of_layers() => Prints(
        """
        input image (None, 784)
        hidden1: Dense(image) -> (None, 64) [kernel (784, 64), bias (64,)]
        hidden2: Dense(hidden1) -> (None, 64) [kernel (64, 64), bias (64,)]
        output: Dense(hidden2) -> (None, 10) [kernel (64, 10)]
        output Output = output
        """,
        SourceModel.Of(
            """
            [Dense(64, Activation = Activation.Relu)] private readonly Dense _hidden1, _hidden2;
            [Dense(10, UseBias = false)] private readonly Dense _output;
            public KerasTensor Call([Input(784)] KerasTensor image) => _output.Call(_hidden2.Call(_hidden1.Call(image)));
            """));

    [Fact]
    public void Several_inputs_and_outputs_with_a_merge() => Prints(
        """
        input main_input (None, 8)
        input aux_input (None, 5)
        encoder: Dense(main_input) -> (None, 32) [kernel (8, 32), bias (32,)]
        concatenate: Concatenate(encoder, aux_input) -> (None, 37)
        main_output: Dense(concatenate) -> (None, 1) [kernel (37, 1), bias (1,)]
        aux_output: Dense(encoder) -> (None, 1) [kernel (32, 1), bias (1,)]
        output MainOutput = main_output
        output AuxOutput = aux_output
        """,
        SourceModel.Of(
            """
            [Dense(32)] private readonly Dense _encoder;
            [Dense(1)] private readonly Dense _mainOutput, _auxOutput;
            public (KerasTensor MainOutput, KerasTensor AuxOutput) Call([Input(8)] KerasTensor mainInput, [Input(5)] KerasTensor auxInput)
            {
                var encoded = _encoder.Call(mainInput);
                var x = Concatenate([encoded, auxInput]);
                return (_mainOutput.Call(x), _auxOutput.Call(encoded));
            }
            """));

    [Fact]
    public void A_shared_layer_has_a_node_for_each_call() => Prints(
        """
        input a (None, 4)
        input b (None, 4)
        shared: Dense(a) -> (None, 3) [kernel (4, 3), bias (3,)]
        shared#1: Dense(b) -> (None, 3)
        subtract: Subtract(shared, shared#1) -> (None, 3)
        output Output = subtract
        """,
        SourceModel.Call("[Dense(3)] private readonly Dense _shared;", "[Input(4)] KerasTensor a, [Input(4)] KerasTensor b",
            "return _shared.Call(a) - _shared.Call(b);"));

    [Fact]
    public void Anonymous_operations_are_numbered_by_their_kind_and_declared_names_are_left_free() => Prints(
        """
        input x (None, 4)
        add_1: Add(x, x) -> (None, 4)
        multiply: Multiply(add_1) -> (None, 4)
        leaky_relu: LeakyRelu(multiply) -> (None, 4)
        add_2: Add(leaky_relu) -> (None, 4)
        mine: Add(add_2, x) -> (None, 4)
        add: Dense(mine) -> (None, 4) [kernel (4, 4), bias (4,)]
        negative: Negative(add) -> (None, 4)
        output Output = negative
        """,
        SourceModel.Call("[Dense(4)] private readonly Dense _add;", "[Input(4)] KerasTensor x",
            "return -_add.Call(Add([1 + LeakyRelu((x + x) * 2), x], name: \"mine\"));"));

    [Fact]
    public void Statements_run_at_compile_time() => Prints(
        """
        input x (None, 12)
        blocks_0: Dense(x) -> (None, 8) [kernel (12, 8), bias (8,)]
        relu: Relu(blocks_0) -> (None, 8)
        blocks_1: Dense(relu) -> (None, 8) [kernel (8, 8), bias (8,)]
        blocks_2: Dense(blocks_1) -> (None, 8) [kernel (8, 8), bias (8,)]
        sum_8: Add(blocks_0, blocks_1, blocks_2) -> (None, 8)
        output Output = sum_8
        """,
        SourceModel.Of(
            """
            private const int Width = 8;
            [Dense(Width), Repeat(3)] private readonly Dense[] _blocks;
            public KerasTensor Call([Input(12)] KerasTensor x)
            {
                KerasTensor[] outputs = [x, x, x];
                for (var i = 0; i < _blocks.Length; i++)
                {
                    x = _blocks[i].Call(x);
                    outputs[i] = x;
                    if (i % 2 == 1 || i > 1) continue;
                    x = i switch { 0 when x.Shape[-1] == Width => Relu(x), _ => x };
                }
                foreach (var part in outputs) Debug.Assert(part.Shape[1] == Width && part.Shape.Rank == 2);
                return Sum([.. outputs], outputs[^1].Shape[1]);
            }
            private static KerasTensor Sum(KerasTensor[] parts, int width)
            {
                while (false) { }
                return Add(parts, name: $"sum_{width}");
            }
            """));

    [Fact]
    public void Tuples_helpers_and_local_functions_are_inlined() => Prints(
        """
        input x (None, 6)
        a: Dense(x) -> (None, 2) [kernel (6, 2), bias (2,)]
        b: Dense(x) -> (None, 2) [kernel (6, 2), bias (2,)]
        maximum: Maximum(b, a) -> (None, 2)
        tanh: Tanh(maximum) -> (None, 2)
        output Output = tanh
        """,
        SourceModel.Of(
            """
            [Dense(2)] private readonly Dense _a, _b;
            public KerasTensor Call([Input(6)] KerasTensor x)
            {
                var (left, right) = Both(x);
                (left, right) = (right, left);
                var pair = (First: left, Second: right);
                KerasTensor Merge(bool max) => max ? Maximum([pair.First, pair.Item2]) : pair.First;
                return Tanh(Merge(left.DType == DType.Float32));
            }
            private (KerasTensor, KerasTensor) Both(KerasTensor x) => (_a.Call(x), _b.Call(x));
            """));

    [Fact]
    public void A_sequential_model_applies_its_fields_in_order() => Prints(
        """
        input image (None, 28, 28, 1)
        flatten: Flatten(image) -> (None, 784)
        hidden: Dense(flatten) -> (None, 32) [kernel (784, 32), bias (32,)]
        dropout: Dropout(hidden) -> (None, 32)
        output Output = dropout
        """,
        SourceModel.Of(
            """
            [Flatten] private readonly Flatten _flatten;
            [Dense(32)] public partial Dense Hidden { get; }
            [Dropout(0.5)] private readonly Dropout _dropout;
            public partial KerasTensor Call([Input(28, 28, 1)] KerasTensor image);
            """));

    [Fact]
    public void Options_of_a_call_are_kept() => Prints(
        """
        input x (None, 3)
        input keep (None, 3) bool
        bn: BatchNormalization(x, training: true) -> (None, 3) [gamma (3,), beta (3,), moving_mean (3,), moving_variance (3,)]
        softmax: Softmax(bn, mask: keep) -> (None, 3)
        output Output = softmax
        """,
        SourceModel.Call("[BatchNormalization] private readonly BatchNormalization _bn; [Softmax] private readonly Softmax _softmax;",
            "[Input(3)] KerasTensor x, [Input(3, DType = DType.Bool)] KerasTensor keep",
            "return _softmax.Call(_bn.Call(x, training: true), mask: keep);"));

    [Fact]
    public void Unknown_axes_are_symbols_that_merges_assume_equal() => Prints(
        """
        input a (None, None, 4)
        input b (None, None, 4)
        input c (None, 7, 4)
        add: Add(a, b, c) -> (None, 7, 4)
        concatenate: Concatenate(a, b) -> (None, None, 4)
        dense: Dense(concatenate) -> (None, None, 2) [kernel (4, 2), bias (2,)]
        flatten: Flatten(add) -> (None, 28)
        output First = dense
        output Second = flatten
        check a_1 == b_1 for add
        check a_1 == 7 for add
        """,
        SourceModel.Of(
            """
            [Dense(2)] private readonly Dense _dense;
            public (KerasTensor First, KerasTensor Second) Call(
                [Input(None, 4)] KerasTensor a, [Input(None, 4)] KerasTensor b, [Input(7, 4)] KerasTensor c)
            {
                var sum = Add([a, b, c]);
                return (_dense.Call(Concatenate([a, b], axis: 1)), Flatten(sum));
            }
            """));

    [Fact]
    public void A_nested_model_is_a_layer_with_a_graph_of_its_own() => Prints(
        """
        input left (None, 9)
        input right (None, 9)
        tower: Tower(left) -> (None, 4), (None, 3)
            input x (None, 9)
            first: Dense(x) -> (None, 4) [kernel (9, 4), bias (4,)]
            second: Dense(first) -> (None, 3) [kernel (4, 3), bias (3,)]
            output A = first
            output B = second
        tower#1: Tower(right) -> (None, 4), (None, 3)
        concatenate: Concatenate(tower.0, tower#1.1) -> (None, 7)
        output Output = concatenate
        """,
        SourceModel.Of(
            """
            private readonly Tower _tower;
            public KerasTensor Call([Input(9)] KerasTensor left, [Input(9)] KerasTensor right)
            {
                var (a, _) = _tower.Call(left);
                var b = _tower.Call(x: right).B;
                return Concatenate([a, b]);
            }
            """,
            """
            public sealed partial class Tower : Model
            {
                [Dense(4)] private readonly Dense _first;
                [Dense(3)] private readonly Dense _second;
                public (KerasTensor A, KerasTensor B) Call([Input(9)] KerasTensor x)
                {
                    var a = _first.Call(x);
                    return (a, _second.Call(a));
                }
            }
            """));

    [Fact]
    public void A_nested_model_is_evaluated_for_the_lengths_of_each_call() => Prints(
        """
        input short (None, 3, 2)
        input long (None, None, 2)
        sum: Flat(short) -> (None, 6)
            input x (None, 3, 2)
            flatten: Flatten(x) -> (None, 6)
            output Output = flatten
        sum#1: Flat(long) -> (None, None)
        concatenate: Concatenate(sum, sum#1) -> (None, None)
        output Output = concatenate
        """,
        SourceModel.Of(
            """
            private readonly Flat _sum;
            public KerasTensor Call([Input(3, 2)] KerasTensor @short, [Input(None, 2)] KerasTensor @long) =>
                Concatenate([_sum.Call(@short), _sum.Call(@long)]);
            """,
            "public sealed partial class Flat : Model { public KerasTensor Call([Input(None, 2)] KerasTensor x) => Flatten(x); }"));

    [Fact]
    public void Operations_that_reach_no_output_are_dropped() => Prints(
        """
        input x (None, 3)
        relu: Relu(x) -> (None, 3)
        output Output = relu
        """,
        SourceModel.Call("", "[Input(3)] KerasTensor x", "var unused = Tanh(x); return Relu(x);"));

    [Fact]
    public void Layers_are_in_Keras_order_by_distance_from_the_outputs()
    {
        var graph = SourceModel.Of(
            """
            [Dense(8)] private readonly Dense _encoder, _dense1, _dense2;
            [Dense(1)] private readonly Dense _mainOutput, _auxOutput;
            public (KerasTensor MainOutput, KerasTensor AuxOutput) Call([Input(8)] KerasTensor mainInput, [Input(5)] KerasTensor auxInput)
            {
                var encoded = _encoder.Call(mainInput);
                var aux = _auxOutput.Call(encoded);
                var x = _dense2.Call(_dense1.Call(Concatenate([encoded, auxInput])));
                return (_mainOutput.Call(x), aux);
            }
            """).Graph;
        Assert.Equal("main_input encoder aux_input concatenate dense1 dense2 main_output aux_output", string.Join(" ", graph.Order));
    }
}
