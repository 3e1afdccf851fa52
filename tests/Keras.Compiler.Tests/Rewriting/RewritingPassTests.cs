using Keras.Compiler.Fusion;
using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Lowering;
using Keras.Compiler.Ops;
using Keras.Compiler.Rewriting;
using Keras.Compiler.Rewriting.Passes;
using Keras.Compiler.Tests.Graph;
using Keras.Compiler.Tests.WholeModels;

namespace Keras.Compiler.Tests.Rewriting;

/// <summary>Each pass before and after: the work of a call, in which what is made of weights alone does not count. That no pass changes a
/// number is shown by running the compiled models with all passes, without each and without any.</summary>
public sealed class RewritingPassTests
{
    /// <summary>Fields, inputs and value of a model, and its work without and with the pass: all of it, or how often an operation occurs.</summary>
    private static readonly (string Pass, string Fields, string Inputs, string Value, string Before, string After)[] Cases =
    [
        (nameof(PaddedConvolutions), "[ZeroPadding2D(1)] private readonly ZeroPadding2D _pad; [Conv2D(20, 3, Strides = [2, 2], UseBias = false)] private readonly Conv2D _a;",
            "[Input(7, 6, 3)] KerasTensor x", "_a.Call(_pad.Call(x))", "Pad, Pad, Convolution", "Convolution"),
        (nameof(PaddedConvolutions), "[ZeroPadding2D([0, 2, 1, 0])] private readonly ZeroPadding2D _pad; [DepthwiseConv2D(3, UseBias = false)] private readonly DepthwiseConv2D _a;",
            "[Input(None, None, 5)] KerasTensor x", "_a.Call(_pad.Call(x))", "Pad, Pad, Convolution", "Convolution"),
        (nameof(PaddedConvolutions), "[ZeroPadding1D([2, 4])] private readonly ZeroPadding1D _pad; [Conv1D(8, 3, DilationRate = [2], UseBias = false)] private readonly Conv1D _a, _b;",
            "[Input(1, 4)] KerasTensor x", "_a.Call(_pad.Call(x)) + _b.Call(_pad.Call(x))", "Pad, Convolution, Pad, Convolution, Map", "Convolution, Convolution, Map"),
        (nameof(PaddedConvolutions), "[ZeroPadding1D([3, 0])] private readonly ZeroPadding1D _pad; [Conv1D(8, 3, UseBias = false)] private readonly Conv1D _a;",
            "[Input(9, 4)] KerasTensor x", "_a.Call(_pad.Call(x))", "Pad, Convolution", "Pad, Convolution"),
        (nameof(PaddedConvolutions), "[ZeroPadding1D(1)] private readonly ZeroPadding1D _pad; [Conv1D(4, 3, Padding = Padding.Same, UseBias = false)] private readonly Conv1D _a;",
            "[Input(9, 4)] KerasTensor x", "_a.Call(_pad.Call(x))", "Pad, Convolution", "Pad, Convolution"),
        (nameof(PaddedConvolutions), "[ZeroPadding1D(1)] private readonly ZeroPadding1D _pad; [Conv1D(4, 1, UseBias = false)] private readonly Conv1D _a;",
            "[Input(9, 4)] KerasTensor x", "_a.Call(_pad.Call(x)) + _pad.Call(x)", "Pad, Convolution, Pad, Map", "Pad, Convolution, Pad, Map"),

        (nameof(ScaledKernels), "[Conv2D(20, 3, Padding = Padding.Same)] private readonly Conv2D _a; [BatchNormalization] private readonly BatchNormalization _b;",
            "[Input(6, 5, 3)] KerasTensor x", "Relu(_b.Call(_a.Call(x)))", "Convolution, Map, Map, Map", "Convolution, Map, Map"),
        (nameof(ScaledKernels), "[DepthwiseConv2D(3, DepthMultiplier = 2)] private readonly DepthwiseConv2D _a; [BatchNormalization(Scale = false)] private readonly BatchNormalization _b;",
            "[Input(6, 5, 3)] KerasTensor x", "_b.Call(_a.Call(x))", "Reshape, Broadcast, Reshape, Convolution, Map, Map", "Reshape, Broadcast, Reshape, Convolution, Map"),
        (nameof(ScaledKernels), "[Conv2DTranspose(17, 3, 2)] private readonly Conv2DTranspose _a; [BatchNormalization] private readonly BatchNormalization _b;",
            "[Input(4, 5, 3)] KerasTensor x", "_b.Call(_a.Call(x))", "ConvolutionInputGradient, Map, Map", "ConvolutionInputGradient, Map"),
        (nameof(ScaledKernels), "[Conv1D(8, 3, Groups = 2, UseBias = false)] private readonly Conv1D _a; [BatchNormalization(Center = false)] private readonly BatchNormalization _b;",
            "[Input(None, 4)] KerasTensor x", "_b.Call(_a.Call(x)) * 3", "Convolution, Map, Map", "Convolution, Map"),
        (nameof(ScaledKernels), "[Dense(33)] private readonly Dense _a; [BatchNormalization] private readonly BatchNormalization _b, _c;",
            "[Input(7)] KerasTensor x", "_c.Call(_b.Call(_a.Call(x)))", "DotGeneral, Map, Map, Map", "DotGeneral, Map"),
        (nameof(ScaledKernels), "[Conv1D(8, 3)] private readonly Conv1D _a; [BatchNormalization(1)] private readonly BatchNormalization _b;",
            "[Input(9, 4)] KerasTensor x", "_b.Call(_a.Call(x))", "Convolution, Map, Map", "Convolution, Map, Map"),
        (nameof(ScaledKernels), "[Dense(5)] private readonly Dense _a; [BatchNormalization] private readonly BatchNormalization _b;",
            "[Input(5)] KerasTensor x", "_b.Call(_a.Call(x)) + _a.Call(x)", "DotGeneral, Map, Map, DotGeneral, Map, Map", "DotGeneral, Map, DotGeneral, Map, Map"),

        (nameof(ComposedProducts), "[Conv2D(40, 3)] private readonly Conv2D _a; [Conv2D(20, 3)] private readonly Conv2D _b;",
            "[Input(9, 8, 2)] KerasTensor x", "_b.Call(_a.Call(x))", "Convolution, Map, Convolution, Map", "Convolution, Map"),
        (nameof(ComposedProducts), "[Conv2D(40, 2, Strides = [2, 1], Padding = Padding.Same)] private readonly Conv2D _a; [Conv2D(20, 3, Strides = [1, 2], UseBias = false)] private readonly Conv2D _b;",
            "[Input(None, 8, 1)] KerasTensor x", "_b.Call(_a.Call(x))", "Convolution, Map, Convolution", "Convolution, Map"),
        (nameof(ComposedProducts), "[Conv1D(40, 2, DilationRate = [2], UseBias = false)] private readonly Conv1D _a; [Conv1D(20, 2, DilationRate = [3])] private readonly Conv1D _b;",
            "[Input(20, 1)] KerasTensor x", "_b.Call(_a.Call(x))", "Convolution, Convolution, Map", "Convolution, Map"),
        (nameof(ComposedProducts), "[Conv1D(40, 3)] private readonly Conv1D _a, _b, _c;",
            "[Input(20, 1)] KerasTensor x", "_c.Call(_b.Call(_a.Call(x)))", "Convolution, Map, Convolution, Map, Convolution, Map", "Convolution, Map"),
        (nameof(ComposedProducts), "[Conv1D(40, 3)] private readonly Conv1D _a; [Conv1D(20, 3, Padding = Padding.Same)] private readonly Conv1D _b;",
            "[Input(20, 1)] KerasTensor x", "_b.Call(_a.Call(x))", "Convolution, Map, Convolution, Map", "Convolution, Map, Convolution, Map"),
        (nameof(ComposedProducts), "[Dense(100)] private readonly Dense _a; [Dense(3)] private readonly Dense _b;",
            "[Input(None, 20)] KerasTensor x", "_b.Call(_a.Call(x))", "DotGeneral, Map, DotGeneral, Map", "DotGeneral, Map"),
        (nameof(ComposedProducts), "[Dense(4)] private readonly Dense _a; [Dense(100)] private readonly Dense _b;",
            "[Input(100)] KerasTensor x", "_b.Call(_a.Call(x))", "DotGeneral, Map, DotGeneral, Map", "DotGeneral, Map, DotGeneral, Map"),

        (nameof(ProjectedTables), "[Embedding(5, 20)] private readonly Embedding _a; [LSTM(4)] private readonly LSTM _b;",
            "[Input(6, DType = DType.Int32)] KerasTensor x", "_b.Call(_a.Call(x))", "Gather, DotGeneral, Map, Transpose, Scan", "Transpose, Gather, Scan"),
        (nameof(ProjectedTables), "[Embedding(5, 9, MaskZero = true)] private readonly Embedding _a; [GRU(8, ReturnSequences = true)] private readonly GRU _b;",
            "[Input(None, DType = DType.Int32)] KerasTensor x", "_b.Call(_a.Call(x))", "1 DotGeneral", "0 DotGeneral"),
        (nameof(ProjectedTables), "[Embedding(5, 20)] private readonly Embedding _a; [LSTM(4)] private readonly Bidirectional<LSTM> _b;",
            "[Input(6, DType = DType.Int32)] KerasTensor x", "_b.Call(_a.Call(x))", "2 DotGeneral", "0 DotGeneral"),
        (nameof(ProjectedTables), "[Embedding(5, 20)] private readonly Embedding _a; [Dense(18, Activation = Activation.Tanh)] private readonly Dense _b;",
            "[Input(2, 3, DType = DType.Int32)] KerasTensor x", "_b.Call(_a.Call(x))", "Gather, DotGeneral, Map", "Gather"),
        (nameof(ProjectedTables), "[Embedding(5, 4)] private readonly Embedding _a; [Dense(18)] private readonly Dense _b;",
            "[Input(3, DType = DType.Int32)] KerasTensor x", "_b.Call(_a.Call(x))", "Gather, DotGeneral, Map", "Gather, DotGeneral, Map"),
        (nameof(ProjectedTables), "[Embedding(5, 20)] private readonly Embedding _a; [Dense(20)] private readonly Dense _b;",
            "[Input(3, DType = DType.Int32)] KerasTensor x", "_b.Call(_a.Call(x)) + _a.Call(x) * 2", "Gather, DotGeneral, Map, Gather, Map, Map", "Gather, Gather, Map, Map"),

        (nameof(SiblingScans), "[LSTM(17)] private readonly LSTM _a;",
            "[Input(6, 5)] KerasTensor x, [Input(6, 5)] KerasTensor y", "Concatenate([_a.Call(x), _a.Call(y)])",
            "DotGeneral, Map, Transpose, Scan, DotGeneral, Map, Transpose, Scan, Concatenate",
            "DotGeneral, Map, Transpose, DotGeneral, Map, Transpose, Concatenate, Scan, Slice, Slice, Concatenate"),
        (nameof(SiblingScans), "[GRU(8, ReturnSequences = true)] private readonly GRU _a; [Dense(5)] private readonly Dense _b;",
            "[Input(6, 5)] KerasTensor x, [Input(6, 5)] KerasTensor y, [Input(6, 5)] KerasTensor z",
            "_a.Call(_b.Call(_a.Call(x))) + _a.Call(y) * _a.Call(z)", "4 Scan", "2 Scan"),
        (nameof(CommonWeights), "[GRU(8)] private readonly GRU _a;",
            "[Input(6, 5)] KerasTensor x, [Input(6, 5)] KerasTensor y, [Input(6, 5)] KerasTensor z", "_a.Call(x) + _a.Call(y) * _a.Call(z)", "3 Scan", "1 Scan"),
        (nameof(SiblingScans), "[Embedding(5, 20, MaskZero = true)] private readonly Embedding _e; [LSTM(4)] private readonly LSTM _a;",
            "[Input(6, DType = DType.Int32)] KerasTensor x, [Input(6, DType = DType.Int32)] KerasTensor y", "_a.Call(_e.Call(x)) - _a.Call(_e.Call(y))", "2 Scan", "1 Scan"),
        (nameof(SiblingScans), "[LSTM(4)] private readonly LSTM _a, _b;",
            "[Input(6, 5)] KerasTensor x", "_a.Call(x) + _b.Call(x)", "2 Scan", "2 Scan"),
    ];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Cases.Length)];

    public static TheoryData<string> Passes => [.. RewritingPipeline.Passes.Select(p => p.Name).Distinct().Append(nameof(WeightHoisting)).Prepend("all").Append("none")];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_pass_leaves_less_to_each_call(int number)
    {
        var (pass, fields, inputs, value, before, after) = Cases[number];
        var program = Lowerer.Lower(SourceModel.Call(fields, inputs, $"return {value};").Graph, training: false).ForPrediction();
        Assert.Equal($"{before} => {after}", $"{WorkOf(CompilerOptions.Default.Without(pass))} => {WorkOf(CompilerOptions.Default)}");

        string WorkOf(CompilerOptions options)
        {
            var rewritten = Rewriter.Rewrite(program, options).Verify();
            var list = new InstructionList(rewritten.Instructions, rewritten.Weights.Select(w => w.Value), rewritten.Outputs, rewritten.NextId());
            var work = rewritten.Instructions.Where(i => !i.Results.All(list.IsOfWeights) && !IsZeros(i)).Select(i => i.Op.Name).ToList();
            return before.Split(' ') is [var count, var name] && int.TryParse(count, out _) ? $"{work.Count(w => w == name)} {name}" : string.Join(", ", work);
        }

        static bool IsZeros(Instruction instruction) => instruction.Op is Broadcast && instruction.Result.Name.Contains("state", StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Passes))]
    public void Models_predict_what_the_reference_does_whatever_pass_is_off(string pass)
    {
        string[] off = pass switch
        {
            "all" => [],
            "none" => [.. RewritingPipeline.Passes.Select(p => p.Name), nameof(WeightHoisting)],
            _ => [pass],
        };
        var source = string.Concat(Cases.Select((test, i) =>
            $"public sealed partial class M{i} : Model {{ {test.Fields} public KerasTensor Call({test.Inputs}) {{ return {test.Value}; }} }}\n"));
        var models = CompiledModel.Compile(source, Enumerable.Range(0, Cases.Length).Select(i => $"M{i}"), CompilerOptions.Default.Without(off));
        foreach (var model in models.Values)
            foreach (var batch in pass is "all" ? new[] { 1, 3, 33 } : [3])
                ModelAgreement.Check(model, batch, unknown: 10, seed: batch);
    }

    /// <summary>Tables whose product would be much larger, or would take long to make, stay; so do rows that something else reads.</summary>
    [Theory]
    [InlineData(1_000_000, 512, 128, false)]
    [InlineData(10_000, 512, 128, true)]
    [InlineData(10_000, 64, 300, false)]
    [InlineData(10_000, 64, 256, true)]
    public void A_table_is_projected_where_its_product_is_cheap(int rows, int width, int units, bool isProjected)
    {
        var graph = SourceModel.Call(
            $"[Embedding({rows}, {width})] private readonly Embedding _a; [Dense({units})] private readonly Dense _b;",
            "[Input(3, DType = DType.Int32)] KerasTensor x", "return _b.Call(_a.Call(x));").Graph;
        var program = Rewriter.Rewrite(Lowerer.Lower(graph, training: false).ForPrediction(), CompilerOptions.Default);
        Assert.Equal(isProjected, program.Instructions[^1].Op is Gather);
    }

    /// <summary>One convolution stands for both layers: what either asks for holds.</summary>
    [Theory]
    [InlineData("Exact", "Default")]
    [InlineData("Default", "Exact")]
    public void Composed_convolutions_are_exact_where_one_of_the_layers_asks_for_it(string first, string second)
    {
        var graph = SourceModel.Call(
            $"[Conv2D(32, 3), Layer(Precision = Precision.{first})] private readonly Conv2D _a; [Conv2D(32, 3), Layer(Precision = Precision.{second})] private readonly Conv2D _b;",
            "[Input(27, 27, 1)] KerasTensor x", "return _b.Call(_a.Call(x));").Graph;
        var program = Rewriter.Rewrite(Lowerer.Lower(graph, training: false).ForPrediction(), CompilerOptions.Default);
        var convolution = Assert.IsType<Convolution>(Assert.Single(program.Instructions, i => i.Op is Convolution).Op);
        Assert.Equal(5, convolution.Windows[0].Size);
        Assert.Equal(Precision.Exact, convolution.Precision);
    }

    [Fact]
    public void A_training_step_writes_no_zeros_around_what_a_convolution_reads()
    {
        var graph = SourceModel.Call(
            "[ZeroPadding2D(1)] private readonly ZeroPadding2D _pad; [Conv2D(8, 3, Strides = [2, 2])] private readonly Conv2D _a;",
            "[Input(None, 6, 3)] KerasTensor x", "return _a.Call(_pad.Call(x));").Graph;
        var program = Rewriter.Rewrite(Lowerer.Lower(graph, training: true), CompilerOptions.Default);
        Assert.Equal(["Convolution", "Map"], program.Instructions.Select(i => i.Op.Name));
    }

    /// <summary>What a tile computes is rewritten as what stands outside.</summary>
    [Fact]
    public void Programs_of_tiles_are_rewritten_too()
    {
        var model = SourceModel.Of(
            "private readonly TimeDistributed<Frame> _frames; public KerasTensor Call([Input(None, 6, 6, 3)] KerasTensor video) => _frames.Call(video);",
            """
            public sealed partial class Frame : Model
            {
                [Conv2D(16, 3)] private readonly Conv2D _conv; [BatchNormalization] private readonly BatchNormalization _norm; [Flatten] private readonly Flatten _flatten;
                public partial KerasTensor Call([Input(6, 6, 3)] KerasTensor image);
            }
            """);
        var options = CompilerOptions.Default with { Tiles = new(LargeSample: 0, LargeKeptSample: 0, ArenaBudget: 1) };
        var program = Rewriter.Rewrite(Lowerer.Lower(model.Graph, training: false, options).ForPrediction(), options);
        var tiled = (Tiled)program.Instructions.Single(i => i.Op is Tiled).Op;
        Assert.Equal(["Convolution", "Map", "Reshape"], tiled.Body.Instructions.Where(i => i.Result.Shape.Rank > 1 && !i.Result.Shape.Size.IsKnown).Select(i => i.Op.Name));
        var hoisted = WeightHoisting.Hoist(Fuser.Fuse(program, options), options);
        Assert.DoesNotContain(((TiledStep)hoisted.Forward.Single(s => s is TiledStep)).Body.Forward, step => step.Result.Shape.Size.IsKnown);
        var compiled = CompiledModel.Compile(
            "public sealed partial class M : Model { private readonly TimeDistributed<Frame> _frames; public KerasTensor Call([Input(None, 6, 6, 3)] KerasTensor video) => _frames.Call(video); }\n" +
            "public sealed partial class Frame : Model { [Conv2D(16, 3)] private readonly Conv2D _conv; [BatchNormalization] private readonly BatchNormalization _norm; [Flatten] private readonly Flatten _flatten; public partial KerasTensor Call([Input(6, 6, 3)] KerasTensor image); }",
            ["M", "Frame"], options);
        ModelAgreement.Check(compiled["M"], batch: 3, unknown: 4, seed: 1);
    }
}
