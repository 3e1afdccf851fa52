namespace Keras.Compiler.Tests.Graph;

/// <summary>Faults of shapes, element types and hyperparameters, each at the expression at fault.</summary>
public class ShapeFaultTests
{
    private const string Inputs = "[Input(4)] KerasTensor x, [Input(3, 5)] KerasTensor y, [Input(None)] KerasTensor t, [Input(4, DType = DType.Int32)] KerasTensor i";

    [Theory]
    [InlineData("[Dense(2)] private readonly Dense _a;", "return _a.Call(x) + _a.Call(y);",
        "KER102 at y: 0 | a | -1 | 4 | (None, 3, 5)")]
    [InlineData("[Conv1D(2, 1, DataFormat = DataFormat.ChannelsFirst)] private readonly Conv1D _a;", "return Flatten(_a.Call(y)) + Flatten(_a.Call(Reshape(x, [2, 2])));",
        "KER102 at Reshape(x, [2, 2]): 0 | a | -2 | 3 | (None, 2, 2)")]
    [InlineData("[MaxPooling1D((int[])null!)] private readonly MaxPooling1D _a;", "return _a.Call(y);", "KER024 at (int[])null!: PoolSize | null | given, or left out")]
    [InlineData("[MaxPooling1D(2, Strides = null!)] private readonly MaxPooling1D _a;", "return _a.Call(y);", "KER024 at null!: Strides | null | given, or left out")]
    [InlineData("[Dense(2)] private readonly Dense _a;", "return _a.Call(t);", "KER108 at t: a | 1 | (None, None)")]
    [InlineData("[Dense(2)] private readonly Dense _a;", "return _a.Call(i);", "KER109 at i: 0 | a | int32 | float32")]
    [InlineData("[Dense(0)] private readonly Dense _a;", "return _a.Call(x);", "KER024 at 0: Units | 0 | a positive integer")]
    [InlineData("[Dropout(1.5)] private readonly Dropout _a;", "return _a.Call(x);", "KER024 at 1.5: Rate | 1.5 | a number between 0 and 1")]
    [InlineData("[Dropout(0.5, NoiseShape = new[] { None, 3 })] private readonly Dropout _a;", "return _a.Call(x);",
        "KER113 at _a.Call(x): (None, 3) | a | (None, 4)")]
    [InlineData("", "return Concatenate([x, y]);", "KER104 at y: (None, 4), (None, 3, 5) | 1")]
    [InlineData("", "return Concatenate([x, i]);", "KER109 at i: 1 | concatenate | int32 | float32 as the first input")]
    [InlineData("", "return Concatenate([x, x], axis: 2);", "KER103 at Concatenate([x, x], axis: 2): 2 | concatenate | (None, 4) | 1 to 1, or -1 to -1")]
    [InlineData("", "KerasTensor[] all = []; return Concatenate([.. all]);", "KER106 at Concatenate([.. all]): concatenate | at least 1 | 0")]
    [InlineData("", "return x + y;", "KER105 at y: add | (None, 4) | (None, 3, 5)")]
    [InlineData("[Subtract] private readonly Subtract _a;", "return _a.Call([x, x, x]);", "KER106 at _a.Call([x, x, x]): a | exactly 2 | 3")]
    [InlineData("", "return Reshape(y, [5, 2]);", "KER107 at Reshape(y, [5, 2]): (3, 5) | (5, 2)")]
    [InlineData("", "return Reshape(y, [-1, -1]);", "KER024 at [-1, -1]: TargetShape | (-1, -1) | lengths of at least 1, at most one of them -1")]
    [InlineData("", "return Glu(y);", "KER112 at Glu(y): 2 | 5 | (None, 3, 5)")]
    [InlineData("[Softmax] private readonly Softmax _a;", "return _a.Call(x, mask: t);", "KER111 at t: a | float32 of shape (None, None) | (None, 4)")]
    [InlineData("[BatchNormalization(Axis = 3)] private readonly BatchNormalization _a;", "return _a.Call(y);",
        "KER103 at _a.Call(y): 3 | a | (None, 3, 5) | 1 to 2, or -1 to -2")]
    [InlineData("[Permute(new[] { 2, 1 })] private readonly Permute _a;", "return _a.Call(x);", "KER130 at x: 0 | a | 3 | 2 | (None, 4)")]
    [InlineData("[Permute(new[] { 2, 2 })] private readonly Permute _a;", "return _a.Call(y);",
        "KER024 at new[] { 2, 2 }: Dims | (2, 2) | a permutation of the axes 1 to 2")]
    [InlineData("[RepeatVector(0)] private readonly RepeatVector _a;", "return _a.Call(x);", "KER024 at 0: N | 0 | a positive integer")]
    [InlineData("[RepeatVector(2)] private readonly RepeatVector _a;", "return _a.Call(i);", "KER109 at i: 0 | a | int32 | float32")]
    [InlineData("[ZeroPadding1D(-1)] private readonly ZeroPadding1D _a;", "return _a.Call(y);",
        "KER024 at -1: Padding | (-1) | numbers of at least 0: one, or 2 for all sides")]
    [InlineData("[ZeroPadding2D(new[] { 1, 2, 3 })] private readonly ZeroPadding2D _a;", "return _a.Call(y);",
        "KER024 at new[] { 1, 2, 3 }: Padding | (1, 2, 3) | numbers of at least 0: one, 2 for the axes, or 4 for all sides\nKER130 at y: 0 | a | 4 | 3 | (None, 3, 5)")]
    [InlineData("[Cropping1D(new[] { 1, 2 })] private readonly Cropping1D _a;", "return _a.Call(y);", "KER131 at y: 1 | 2 | a | 1 | (None, 3, 5)")]
    [InlineData("[MaxPooling1D(4)] private readonly MaxPooling1D _a;", "return _a.Call(y);", "KER120 at y: a | 4 | 1 | (None, 3, 5)")]
    [InlineData("[AveragePooling1D(6, DataFormat = DataFormat.ChannelsFirst)] private readonly AveragePooling1D _a;", "return _a.Call(y);",
        "KER120 at y: a | 6 | 2 | (None, 3, 5)")]
    [InlineData("[MaxPooling2D] private readonly MaxPooling2D _a;", "return _a.Call(y);", "KER130 at y: 0 | a | 4 | 3 | (None, 3, 5)")]
    [InlineData("[MaxPooling1D(2, 0)] private readonly MaxPooling1D _a;", "return _a.Call(y);", "KER024 at 0: Strides | (0) | numbers of at least 1: one")]
    [InlineData("[AveragePooling1D(new[] { 2, 2 })] private readonly AveragePooling1D _a;", "return _a.Call(y);",
        "KER024 at new[] { 2, 2 }: PoolSize | (2, 2) | numbers of at least 1: one")]
    [InlineData("[MaxPooling1D(2, Padding = Padding.Causal)] private readonly MaxPooling1D _a;", "return _a.Call(y);",
        "KER024 at Padding.Causal: Padding | Causal | Padding.Valid or Padding.Same")]
    [InlineData("[GlobalMaxPooling2D] private readonly GlobalMaxPooling2D _a;", "return _a.Call(y);", "KER130 at y: 0 | a | 4 | 3 | (None, 3, 5)")]
    [InlineData("[GlobalAveragePooling1D] private readonly GlobalAveragePooling1D _a;", "return _a.Call(y, mask: i);", "KER111 at i: a | int32 of shape (None, 4) | (None, 3)")]
    [InlineData("[GlobalMaxPooling1D] private readonly GlobalMaxPooling1D _a;", "return _a.Call(Reshape(i, [2, 2]));",
        "KER109 at Reshape(i, [2, 2]): 0 | a | int32 | float32")]
    [InlineData("[UpSampling1D(0)] private readonly UpSampling1D _a;", "return _a.Call(y);", "KER024 at 0: Size | (0) | numbers of at least 1: one")]
    [InlineData("[UpSampling3D(2)] private readonly UpSampling3D _a;", "return _a.Call(y);", "KER130 at y: 0 | a | 5 | 3 | (None, 3, 5)")]
    [InlineData("[SpatialDropout1D(2)] private readonly SpatialDropout1D _a;", "return _a.Call(y);", "KER024 at 2: Rate | 2 | a number between 0 and 1")]
    [InlineData("[SpatialDropout2D(0.5)] private readonly SpatialDropout2D _a;", "return _a.Call(y);", "KER130 at y: 0 | a | 4 | 3 | (None, 3, 5)")]
    [InlineData("[GaussianNoise(-0.5)] private readonly GaussianNoise _a;", "return _a.Call(y);", "KER024 at -0.5: Stddev | -0.5 | a number between 0 and 1")]
    [InlineData("[GaussianDropout(1)] private readonly GaussianDropout _a;", "return _a.Call(y);", "KER024 at 1: Rate | 1 | a number from 0 to below 1")]
    [InlineData("[AlphaDropout(1)] private readonly AlphaDropout _a;", "return _a.Call(y);", "KER024 at 1: Rate | 1 | a number from 0 to below 1")]
    [InlineData("[AlphaDropout(0.5, NoiseShape = new[] { None, 3 })] private readonly AlphaDropout _a;", "return _a.Call(x);",
        "KER113 at _a.Call(x): (None, 3) | a | (None, 4)")]
    [InlineData("", "return Dot([x, y], axes: 1);", "KER132 at y: dot | 4 | 1 | 3 | 1")]
    [InlineData("", "return Dot([x, y], axes: [1, 3]);", "KER103 at Dot([x, y], axes: [1, 3]): 3 | dot | (None, 3, 5) | 1 to 2, or -1 to -2")]
    [InlineData("", "return Dot([x, x], axes: 0);", "KER024 at 0: Axes | (0) | one axis or two, none of them the batch axis 0")]
    [InlineData("", "return Dot([x, i], axes: 1);", "KER109 at i: 1 | dot | int32 | float32")]
    [InlineData("[Dot(1)] private readonly Dot _a;", "return _a.Call([x]);", "KER106 at _a.Call([x]): a | exactly 2 | 1")]
    [InlineData("private readonly Nested _a;", "return _a.Call(y);", "KER110 at y: z | a | (None, 4) | (None, 3, 5)")]
    public void A_fault_is_at_the_expression(string fields, string body, string expected)
    {
        var model = SourceModel.Of(
            $"{fields} public KerasTensor Call({Inputs}) {{ {body} }}",
            "public sealed partial class Nested : Model { public KerasTensor Call([Input(4)] KerasTensor z) => Relu(z); }");
        Assert.Equal(expected, model.Faults);
        Assert.Null(model.Result.Graph);
    }

    [Fact]
    public void What_follows_from_a_fault_is_silent_and_other_faults_are_not() => Assert.Equal(
        "KER105 at y: add | (None, 4) | (None, 3, 5)\nKER107 at Reshape(y, [7]): (3, 5) | (7,)",
        SourceModel.Call("[Dense(2)] private readonly Dense _a;", Inputs,
            """
            var wrong = x + y;
            for (var n = 0; n < wrong.Shape[1]; n++) wrong = _a.Call(wrong);
            if (wrong.Shape.Rank > 2) wrong = Concatenate([wrong, x]);
            return Add([wrong, Reshape(y, [7])]);
            """).Faults);

    [Fact]
    public void A_fault_that_only_a_calls_lengths_bring_to_a_nested_model_is_at_the_call() => Assert.Equal(
        "KER107 at _a.Call(y): (3, 5) | (2, -1)",
        SourceModel.Of(
            $"private readonly Halves _a; public KerasTensor Call([Input(4, 5)] KerasTensor x, [Input(3, 5)] KerasTensor y) => _a.Call(x) + _a.Call(y);",
            "public sealed partial class Halves : Model { public KerasTensor Call([Input(None, 5)] KerasTensor z) => z.Shape[1] == None ? z : Reshape(z, [2, -1]); }").Faults);
}
