using Keras.Compiler.Autodiff;
using Keras.Compiler.Lowering;
using Keras.Compiler.Ops;
using Keras.Compiler.Rewriting;
using Keras.Compiler.Rewriting.Passes;
using Keras.Compiler.Tests.Emission;
using Keras.Compiler.Tests.Graph;
using Keras.Compiler.Tests.Reference;
using Keras.Compiler.Tests.WholeModels;

namespace Keras.Compiler.Tests.Rewriting;

/// <summary>Products of rows that a batch names several times: which instructions there are before and after, and that no number changes.</summary>
public sealed class DistinctRowsTests
{
    private const string Words = "[Input(6, DType = DType.Int32)] KerasTensor x";

    private static readonly (string Fields, string Inputs, string Body, string Before, string After)[] Cases =
    [
        ("[Embedding(5, 20)] private readonly Embedding _a; [LSTM(4)] private readonly LSTM _b;", Words, "return _b.Call(_a.Call(x));",
            "Gather, DotGeneral, Map, Transpose, Scan", "Distinct, Gather, DotGeneral, Map, Transpose, Gather, Scan"),
        // The narrower rows are turned around before the product.
        ("[Embedding(5, 9, MaskZero = true)] private readonly Embedding _a; [GRU(8, ReturnSequences = true)] private readonly GRU _b;",
            "[Input(None, DType = DType.Int32)] KerasTensor x", "return _b.Call(_a.Call(x));",
            "1 DotGeneral, 1 Gather, 0 Distinct, 3 Transpose", "1 DotGeneral, 2 Gather, 1 Distinct, 3 Transpose"),
        ("[Embedding(5, 40)] private readonly Embedding _a; [LSTM(4)] private readonly Bidirectional<LSTM> _b;", Words, "return _b.Call(_a.Call(x));",
            "2 DotGeneral, 1 Gather, 0 Distinct", "2 DotGeneral, 3 Gather, 1 Distinct"),
        ("[Embedding(9, 20)] private readonly Embedding _a; [LSTM(4)] private readonly LSTM _b;",
            "[Input(6)] KerasTensor x, [Input(3, DType = DType.Bool)] KerasTensor y", "return _b.Call(_a.Call(x)) + _b.Call(_a.Call(y));",
            "2 DotGeneral, 2 Gather, 0 Distinct", "2 DotGeneral, 4 Gather, 2 Distinct"),
        ("[Embedding(5, 20)] private readonly Embedding _a; [Dense(17, Activation = Activation.Tanh)] private readonly Dense _b, _c;",
            "[Input(2, 3, DType = DType.Int32)] KerasTensor x", "return _c.Call(_b.Call(_a.Call(x)));",
            "Gather, DotGeneral, Map, DotGeneral, Map", "Distinct, Gather, DotGeneral, Map, DotGeneral, Gather, Map"),
        // A loss wants the sigmoid that ends the model.
        ("[Embedding(5, 20)] private readonly Embedding _a; [Dense(1, Activation = Activation.Sigmoid)] private readonly Dense _b;", Words, "return _b.Call(_a.Call(x));",
            "Gather, DotGeneral, Map", "Distinct, Gather, DotGeneral, Gather, Map"),
        // Rows that something else reads, and rows with noise of their own, are all different.
        ("[Embedding(5, 20)] private readonly Embedding _a; [Dense(20)] private readonly Dense _b;", Words, "var e = _a.Call(x); return _b.Call(e) + e;",
            "1 Gather, 0 Distinct", "1 Gather, 0 Distinct"),
        ("[Embedding(5, 20)] private readonly Embedding _a; [LSTM(4, Dropout = 0.5f)] private readonly LSTM _b;", Words, "return _b.Call(_a.Call(x));",
            "0 Distinct", "0 Distinct"),
        ("[Embedding(5, 20)] private readonly Embedding _a; [Flatten] private readonly Flatten _b; [Dense(3)] private readonly Dense _c;", Words, "return _c.Call(_b.Call(_a.Call(x)));",
            "0 Distinct", "0 Distinct"),
    ];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Cases.Length)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Products_are_of_different_rows(int number)
    {
        var (fields, inputs, body, before, after) = Cases[number];
        var program = Lower(fields, inputs, body);
        Assert.Equal($"{before} => {after}", $"{WorkOf(CompilerOptions.Default.Without(nameof(DistinctRows)))} => {WorkOf(CompilerOptions.Default)}");

        string WorkOf(CompilerOptions options)
        {
            var work = Rewriter.Rewrite(program, options).Verify().Instructions
                .Where(i => i.Op is not Broadcast && !i.Operands.IsEmpty).Select(i => i.Op.Name).ToList();
            return char.IsDigit(before[0])
                ? string.Join(", ", before.Split(", ").Select(entry => entry.Split(' ')[1]).Select(name => $"{work.Count(w => w == name)} {name}"))
                : string.Join(", ", work);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Models_train_as_the_reference_does(bool isOn)
    {
        var source = string.Concat(Cases.Where(test => !test.Fields.Contains("Dropout")).Select((test, i) =>
            $"public sealed partial class M{i} : Model {{ {test.Fields} public KerasTensor Call({test.Inputs}) {{ {test.Body} }} }}\n"));
        var count = Cases.Count(test => !test.Fields.Contains("Dropout"));
        var options = isOn ? CompilerOptions.Default : CompilerOptions.Default.Without(nameof(DistinctRows));
        foreach (var model in CompiledModel.Compile(source, Enumerable.Range(0, count).Select(i => $"M{i}"), options).Values)
            foreach (var batch in new[] { 1, 3, 33 })
                ModelAgreement.Check(model, batch, unknown: 10, seed: batch);
    }

    /// <summary>Wide products pay where a batch must name most rows several times.</summary>
    [Theory]
    [InlineData(1_000_000, 512, 128, true)]
    [InlineData(10_000, 64, 65, false)]
    [InlineData(10_000, 64, 64, true)]
    [InlineData(100, 8, 512, true)]
    [InlineData(1_000, 8, 512, false)]
    public void Products_are_of_different_rows_where_that_copies_less(int rows, int width, int units, bool isTaken)
    {
        var program = Lower(
            $"[Embedding({rows}, {width})] private readonly Embedding _a; [Dense({units})] private readonly Dense _b;",
            "[Input(50, DType = DType.Int32)] KerasTensor x", "return _b.Call(_a.Call(x));");
        Assert.Equal(isTaken, Rewriter.Rewrite(program, CompilerOptions.Default).Instructions.Any(instruction => instruction.Op is Distinct));
    }

    /// <summary>Each row is multiplied once: memory is for as many as there can be, work for as many as there are.</summary>
    [Fact]
    public void Steps_count_rows_when_they_run()
    {
        var program = Rewriter.Rewrite(Lower(Cases[0].Fields, Cases[0].Inputs, Cases[0].Body), CompilerOptions.Default);
        var rows = program.Instructions.Single(instruction => instruction.Op is Distinct).Result.Shape[0];
        Assert.True(rows.IsCounted);
        Assert.Equal((0, 5), (rows.Evaluate(_ => 0), rows.Evaluate(_ => 100)));
        using var run = new KernelRun(program);
        Assert.Contains("frame.SetCount(0, global::Keras.Kernels.Rows.Distinct(", run.Text);
        foreach (var product in new[] { "MatrixMultiply.Forward(", "MatrixMultiply.InputGradient(", "MatrixMultiply.WeightGradient(" })
            Assert.Contains(run.Text.Split('\n'), line => line.Contains(product) && line.Contains("frame.Count(0)"));
        Assert.Equal(Print(program), Print(Rewriter.Rewrite(program, CompilerOptions.Default)));

        static string Print(Program program) => Differentiator.Differentiate(program).Verify().Print();
    }

    private static Program Lower(string fields, string inputs, string body) =>
        Lowerer.Lower(SourceModel.Call(fields, inputs, body).Graph, training: true);
}
