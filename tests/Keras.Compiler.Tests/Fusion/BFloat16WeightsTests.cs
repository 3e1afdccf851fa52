using Keras.Compiler.Fusion;
using Keras.Compiler.Fusion.Passes;
using Keras.Compiler.Fusion.Selection;
using Keras.Compiler.Lowering;
using Keras.Compiler.Ops;
using Keras.Compiler.Rewriting;
using Keras.Compiler.Tests.Graph;

namespace Keras.Compiler.Tests.Fusion;

/// <summary>Which products read their weights in bfloat16.</summary>
public class BFloat16WeightsTests
{
    private const string Asked = "Layer(WeightStorage = WeightStorage.BFloat16)";

    [Fact]
    public void A_large_matrix_is_rounded_once_and_read_in_16_bits()
    {
        const string Fields = $"[{Asked}, Dense(1000, Activation = Activation.Relu)] private readonly Dense _a;";
        Assert.Equal("; MatMul", Plan(Fields, "_a.Call(x)", CompilerOptions.Default.Without(nameof(BFloat16Weights))));
        Assert.Equal("BFloat16Weights; BFloat16MatMul", Plan(Fields, "_a.Call(x)"));
        Assert.Equal("; MatMul", Plan(Fields, "_a.Call(x)", keeps: false));
    }

    [Fact]
    public void Calls_of_one_layer_share_the_copy() => Assert.Equal(
        "BFloat16Weights; BFloat16MatMul, Map, BFloat16MatMul", Plan($"[{Asked}, Dense(1000)] private readonly Dense _a;", "_a.Call(x) * _a.Call(-x)"));

    [Fact]
    public void A_softmax_follows_by_itself() => Assert.Equal(
        "BFloat16Weights; BFloat16MatMul, Softmax", Plan($"[{Asked}, Dense(1000, Activation = Activation.Softmax)] private readonly Dense _a;", "_a.Call(x)"));

    [Theory]
    [InlineData("[Dense(1000)] private readonly Dense _a;", "_a.Call(x)")]                                              // not asked for
    [InlineData($"[{Asked}, Dense(500)] private readonly Dense _a;", "_a.Call(x)")]                                     // fits the cache
    [InlineData($"[{Asked}, Dense(10_000)] private readonly Dense _a;", "_a.Call(Reshape(x, [12, 43]))")]               // twelve rows
    public void Other_products_stay(string fields, string result) => Assert.Equal("; MatMul", Plan(fields, result));

    /// <summary>A scaled kernel is rounded after it has been scaled: it exists in 16 bits alone.</summary>
    [Fact]
    public void What_is_made_of_weights_is_rounded_last() => Assert.EndsWith(
        "Map, Layout, BFloat16Weights; BFloat16MatMul",
        Plan($"[{Asked}, Dense(1000, UseBias = false)] private readonly Dense _a; [BatchNormalization] private readonly BatchNormalization _b;", "_b.Call(_a.Call(x))"));

    /// <summary>One product stands for both layers: it is rounded where both ask for it.</summary>
    [Theory]
    [InlineData(Asked, Asked, "BFloat16MatMul")]
    [InlineData(Asked, "Layer", "MatMul")]
    [InlineData("Layer", Asked, "MatMul")]
    public void Composed_products_are_rounded_where_both_layers_ask_for_it(string first, string second, string expected) => Assert.EndsWith(
        "; " + expected,
        Plan($"[{first}, Dense(3000, UseBias = false)] private readonly Dense _a; [{second}, Dense(1000, UseBias = false)] private readonly Dense _b;", "_b.Call(_a.Call(x))"));

    [Fact]
    public void Reading_is_the_limit_of_few_rows_and_large_weights()
    {
        Assert.True(ReadingCosts.AreTheLimit(Dim.Batch, 256 * 1024 + 1));
        Assert.True(ReadingCosts.AreTheLimit(Dim.Batch * 8, 1_000_000));
        Assert.True(ReadingCosts.AreTheLimit(8, 1_000_000));
        Assert.False(ReadingCosts.AreTheLimit(Dim.Batch, 256 * 1024));
        Assert.False(ReadingCosts.AreTheLimit(Dim.Batch * 9, 1_000_000));
        Assert.False(ReadingCosts.AreTheLimit(9, 1_000_000));
        Assert.False(ReadingCosts.AreTheLimit(Dim.Batch * Dim.Symbol("time"), 1_000_000));
        Assert.False(ReadingCosts.AreTheLimit(1, Dim.Symbol("time") * 1_000_000));
    }

    /// <summary>The steps once per version of the weights, and those per call.</summary>
    private static string Plan(string fields, string result, CompilerOptions? options = null, bool keeps = true)
    {
        var graph = SourceModel.Call(fields, "[Input(516)] KerasTensor x", $"return {result};").Graph;
        options ??= CompilerOptions.Default;
        var program = Rewriter.Rewrite(Lowerer.Lower(graph, training: false).ForPrediction() with { KeepsPrepared = keeps }, options);
        var fused = WeightHoisting.Hoist(Fuser.Fuse(program, options), options);
        return Names(fused.Preparation?.Forward ?? []) + "; " + Names(fused.Forward);

        static string Names(IEnumerable<Compiler.Fusion.Steps.Step> steps) => string.Join(", ", steps.Where(step => !step.IsView).Select(step => step.Name));
    }
}
