using Keras.Compiler.Tests.Graph;

namespace Keras.Compiler.Tests.Layers;

/// <summary>Faults of convolution layers, each at the expression at fault.</summary>
public class ConvolutionFaultTests
{
    private const string Inputs =
        "[Input(8, 8, 4)] KerasTensor x, [Input(4, 8, 8)] KerasTensor y, [Input(5, 4)] KerasTensor t, [Input(8, 8, None)] KerasTensor n, " +
        "[Input(8, 8, 4, DType = DType.Int32)] KerasTensor i, [Input(2, 3, 4)] KerasTensor z";

    [Theory]
    [InlineData("Conv2D(0, 3)", "x", "KER024 at 0: Filters | 0 | a positive integer")]
    [InlineData("Conv2D(4, 0)", "x", "KER024 at 0: KernelSize | (0, 0) | numbers of at least 1: one, or 2, one for each axis")]
    [InlineData("Conv2D(4, [3, 3, 3])", "x", "KER024 at [3, 3, 3]: KernelSize | (3, 3, 3) | numbers of at least 1: one, or 2, one for each axis")]
    [InlineData("Conv2D(4, 3, 0)", "x", "KER024 at 0: Strides | (0, 0) | numbers of at least 1: one, or 2, one for each axis")]
    [InlineData("Conv2D(4, 3, Strides = [1, 0])", "x", "KER024 at [1, 0]: Strides | (1, 0) | numbers of at least 1: one, or 2, one for each axis")]
    [InlineData("Conv2D(4, 3, DilationRate = [0])", "x", "KER024 at [0]: DilationRate | (0) | numbers of at least 1: one, or 2, one for each axis")]
    [InlineData("Conv2D(4, 3, 2, DilationRate = [2])", "x", "KER024 at [2]: DilationRate | (2) | 1 where strides are above 1")]
    [InlineData("Conv2D(4, 3, Padding = Padding.Causal)", "x", "KER024 at Padding.Causal: Padding | Causal | Valid or Same; only convolutions of one axis may be causal")]
    [InlineData("Conv2D(4, 3, Groups = 0)", "x", "KER024 at 0: Groups | 0 | a positive integer")]
    [InlineData("Conv2D(4, 3, Groups = 3)", "x", "KER024 at 3: Groups | 3 | a divisor of Filters, which is 4")]
    [InlineData("Conv2D(6, 3, Groups = 3)", "x", "KER121 at x: a | 3 | 3 | (None, 8, 8, 4)")]
    [InlineData("Conv2D(6, 3, Groups = 3, DataFormat = DataFormat.ChannelsFirst)", "y", "KER121 at y: a | 3 | 1 | (None, 4, 8, 8)")]
    [InlineData("Conv2D(4, 3)", "t", "KER130 at t: 0 | a | 4 | 3 | (None, 5, 4)")]
    [InlineData("Conv1D(4, 3)", "x", "KER130 at x: 0 | a | 3 | 4 | (None, 8, 8, 4)")]
    [InlineData("Conv2D(4, 3)", "i", "KER109 at i: 0 | a | int32 | float32")]
    [InlineData("Conv2D(4, 3)", "n", "KER108 at n: a | 3 | (None, 8, 8, None)")]
    [InlineData("Conv2D(4, 3)", "z", "KER120 at z: a | 3 | 1 | (None, 2, 3, 4)")]
    [InlineData("Conv2D(4, [2, 2], DilationRate = [1, 3])", "z", "KER120 at z: a | 4 | 2 | (None, 2, 3, 4)")]
    [InlineData("Conv2D(4, 9, DataFormat = DataFormat.ChannelsFirst)", "y", "KER120 at y: a | 9 | 2 | (None, 4, 8, 8)")]
    [InlineData("Conv1D(4, 6)", "t", "KER120 at t: a | 6 | 1 | (None, 5, 4)")]
    [InlineData("Conv1D(4, 0)", "t", "KER024 at 0: KernelSize | (0) | numbers of at least 1: one")]
    [InlineData("Conv2DTranspose(4, 3, 2, OutputPadding = [2])", "x", "KER024 at [2]: OutputPadding | (2) | below the stride of each axis")]
    [InlineData("Conv2DTranspose(4, 3, Strides = [2, 3], OutputPadding = [1, 3])", "x", "KER024 at [1, 3]: OutputPadding | (1, 3) | below the stride of each axis")]
    [InlineData("Conv2DTranspose(4, 3, OutputPadding = [-1])", "x", "KER024 at [-1]: OutputPadding | (-1) | numbers of at least 0: one, or 2, one for each axis")]
    [InlineData("DepthwiseConv2D(3, DepthMultiplier = 0)", "x", "KER024 at 0: DepthMultiplier | 0 | a positive integer")]
    [InlineData("DepthwiseConv2D(9)", "x", "KER120 at x: a | 9 | 1 | (None, 8, 8, 4)")]
    [InlineData("SeparableConv2D(0, 3)", "x", "KER024 at 0: Filters | 0 | a positive integer")]
    public void A_fault_is_at_the_expression(string attribute, string input, string expected)
    {
        var layer = attribute.Split('(')[0];
        var model = SourceModel.Call($"[{attribute}] private readonly {layer} _a;", Inputs, $"return _a.Call({input});");
        Assert.Equal(expected, string.Join("\n", model.Faults.Split('\n').Where(fault => !fault.StartsWith("KER209", StringComparison.Ordinal))));
        Assert.Null(model.Result.Graph);
    }

    [Theory]
    [InlineData("return _a.Call(x) * _a.Call(small);", "")]
    [InlineData("return Concatenate([Flatten(_a.Call(x)), Flatten(_a.Call(other))]);", "KER102 at other: 0 | a | -1 | 3 | (None, 6, 6, 2)")]
    public void A_shared_convolution_asks_for_equal_channels_alone(string body, string expected) => Assert.Equal(expected, SourceModel.Call(
        "[Conv2D(4, 3)] private readonly Conv2D _a; [Flatten] private readonly Flatten _flatten;",
        "[Input(8, 8, 3)] KerasTensor x, [Input(3, 3, 3)] KerasTensor small, [Input(6, 6, 2)] KerasTensor other",
        body.Replace("Flatten(", "_flatten.Call(")).Faults.Split('\n').FirstOrDefault(fault => !fault.StartsWith("KER2", StringComparison.Ordinal)) ?? "");
}
