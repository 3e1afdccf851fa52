namespace Keras.Compiler.Tests.Graph;

/// <summary>Which tensors of a graph carry a mask, and of what shape.</summary>
public class MaskTests
{
    private static void Prints(string expected, SourceModel model) => Assert.Equal(expected.Replace("\r", ""), model.Text);

    [Fact]
    public void A_mask_goes_through_layers_that_pass_it_and_ends_at_others() => Prints(
        """
        input x (None, 5, 3)
        mask: Masking(x) -> (None, 5, 3) masked (None, 5)
        dense: Dense(mask) -> (None, 5, 4) masked (None, 5) [kernel (3, 4), bias (4,)]
        softmax: Softmax(dense) -> (None, 5, 4) masked (None, 5)
        flatten: Flatten(softmax) -> (None, 20)
        output Output = flatten
        """,
        SourceModel.Call(
            "[Masking] private readonly Masking _mask; [Dense(4)] private readonly Dense _dense; [Softmax] private readonly Softmax _softmax;",
            "[Input(5, 3)] KerasTensor x", "return Flatten(_softmax.Call(_dense.Call(_mask.Call(x))));"));

    [Fact]
    public void A_merge_has_a_mask_if_all_its_inputs_have_and_a_concatenation_if_any_has() => Prints(
        """
        input x (None, 5, 3)
        input y (None, 1, 3)
        mask: Masking(x) -> (None, 5, 3) masked (None, 5)
        mask#1: Masking(y) -> (None, 1, 3) masked (None, 1)
        add: Add(mask, mask#1) -> (None, 5, 3) masked (None, 5)
        multiply: Multiply(add, x) -> (None, 5, 3)
        concatenate: Concatenate(mask, x) -> (None, 5, 6) masked (None, 5)
        concatenate_1: Concatenate(mask, mask#1) -> (None, 6, 3) masked (None, 6)
        output A = multiply
        output B = concatenate
        output C = concatenate_1
        """,
        SourceModel.Of(
            """
            [Masking] private readonly Masking _mask;
            public (KerasTensor A, KerasTensor B, KerasTensor C) Call([Input(5, 3)] KerasTensor x, [Input(1, 3)] KerasTensor y)
            {
                var a = _mask.Call(x);
                var b = _mask.Call(y);
                return (Multiply([Add([a, b]), x]), Concatenate([a, x]), Concatenate([a, b], axis: 1));
            }
            """));

    /// <summary>An input of fewer axes gets them behind the batch axis, and so does its mask.</summary>
    [Fact]
    public void A_mask_grows_with_its_input() => Prints(
        """
        input x (None, 2, None, 3)
        input y (None, 7, 3)
        mask: Masking(x) -> (None, 2, None, 3) masked (None, 2, None)
        mask#1: Masking(y) -> (None, 7, 3) masked (None, 7)
        maximum: Maximum(mask, mask#1) -> (None, 2, 7, 3) masked (None, 2, 7)
        output Output = maximum
        check x_2 == 7 for maximum
        """,
        SourceModel.Call("[Masking] private readonly Masking _mask;",
            "[Input(2, None, 3)] KerasTensor x, [Input(7, 3)] KerasTensor y", "return Maximum([_mask.Call(x), _mask.Call(y)]);"));

    [Fact]
    public void Masks_go_into_nested_models_and_come_out_of_them() => Prints(
        """
        input x (None, 5, 3)
        mask: Masking(x) -> (None, 5, 3) masked (None, 5)
        inner: Inner(mask) -> (None, 5, 2) masked (None, 5)
            input z (None, 5, 3)
            dense: Dense(z) -> (None, 5, 2) masked (None, 5) [kernel (3, 2), bias (2,)]
            output Output = dense
        inner#1: Inner(x) -> (None, 5, 2)
        add: Add(inner, inner#1) -> (None, 5, 2)
        output Output = add
        """,
        SourceModel.Of(
            """
            [Masking] private readonly Masking _mask;
            private readonly Inner _inner;
            public KerasTensor Call([Input(5, 3)] KerasTensor x) => Add([_inner.Call(_mask.Call(x)), _inner.Call(x)]);
            """,
            """
            public sealed partial class Inner : Model
            {
                [Dense(2)] private readonly Dense _dense;
                public KerasTensor Call([Input(5, 3)] KerasTensor z) => _dense.Call(z);
            }
            """));

    [Fact]
    public void A_mask_of_the_call_takes_the_place_of_the_inputs() => Prints(
        """
        input x (None, None, 3)
        input keep (None, 4) bool
        mask: Masking(x) -> (None, None, 3) masked (None, None)
        bn: BatchNormalization(mask, mask: keep) -> (None, None, 3) masked (None, 4) [gamma (3,), beta (3,), moving_mean (3,), moving_variance (3,)]
        output Output = bn
        check 4 == x_1 for bn
        """,
        SourceModel.Call("[Masking] private readonly Masking _mask; [BatchNormalization] private readonly BatchNormalization _bn;",
            "[Input(None, 3)] KerasTensor x, [Input(4, DType = DType.Bool)] KerasTensor keep",
            "return _bn.Call(_mask.Call(x), mask: keep);"));

    [Theory]
    [InlineData("[Input(5, 3, DType = DType.Bool)]", "bool of shape (None, 5, 3)")]
    [InlineData("[Input(4, DType = DType.Bool)]", "bool of shape (None, 4)")]
    [InlineData("[Input(5)]", "float32 of shape (None, 5)")]
    public void A_mask_that_does_not_fit_is_a_fault_at_the_argument(string input, string found) => Assert.Equal(
        $"KER111 at keep: bn | {found} | (None, 5)",
        SourceModel.Call("[BatchNormalization] private readonly BatchNormalization _bn;",
            $"[Input(5, 3)] KerasTensor x, {input} KerasTensor keep", "return _bn.Call(x, mask: keep);").Faults);
}
