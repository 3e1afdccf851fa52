using Keras.Compiler.Fusion;
using Keras.Compiler.Lowering;
using Keras.Compiler.Planning;
using Keras.Compiler.Tests.Emission;
using Keras.Compiler.Tests.Graph;
using Keras.Compiler.Tests.Reference;

namespace Keras.Compiler.Tests.Layers;

public class EmbeddingTests
{
    private const string Inputs = "[Input(5, DType = DType.Int32)] KerasTensor a, [Input(None, DType = DType.Bool)] KerasTensor b, [Input(5)] KerasTensor c";

    private const string Fields =
        """
        [Embedding(4, 17)] private readonly Embedding _words;
        [Embedding(3, 33)] private readonly Embedding _others;
        [Dense(3)] private readonly Dense _dense;
        """;

    /// <summary>A shared table whose gradients add up, rows written into a joined tensor, ids of every type and of unknown number.</summary>
    private const string Body =
        """
        var joined = Concatenate([_words.Call(a), _others.Call(c)]);
        return (_dense.Call(joined), _words.Call(b) * 2, _words.Call(c));
        """;

    private static SourceModel Model => SourceModel.Of(
        $"{Fields} public (KerasTensor A, KerasTensor B, KerasTensor C) Call({Inputs}) {{ {Body} }}");

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 2)]
    [InlineData(17, 7)]
    public void Emitted_code_agrees_with_the_reference(int batch, int steps) => Agreement.Check(
        Lowerer.Lower(Model.Graph, training: true), new(new Dictionary<string, int> { ["batch"] = batch, ["b_1"] = steps }), seed: batch);

    [Fact]
    public void Passes_change_nothing()
    {
        var program = Lowerer.Lower(Model.Graph, training: true);
        foreach (var pass in FusionPipeline.Passes)
            Agreement.Check(
                program, new(new Dictionary<string, int> { ["batch"] = 3, ["b_1"] = 2 }), CompilerOptions.Default with { DisabledPasses = [pass.Name] });
    }

    [Fact]
    public void Ids_that_come_straight_from_inputs_are_known() => Assert.Equal(
        [new(0, 4, "words"), new(2, 3, "others"), new(1, 4, "words"), new(2, 4, "words")], Lookup.Of(Lowerer.Lower(Model.Graph, training: false)));

    [Fact]
    public void A_mask_says_where_the_id_is_not_zero() => Assert.Equal(
        """
        input x (None, 5) int32
        embedding: Embedding(x) -> (None, 5, 3) masked (None, 5) [embeddings (7, 3)]
        output Output = embedding

        """.Replace("\r", "").TrimEnd('\n'),
        SourceModel.Call("[Embedding(7, 3, MaskZero = true)] private readonly Embedding _embedding;",
            "[Input(5, DType = DType.Int32)] KerasTensor x", "return _embedding.Call(x);").Text);

    [Theory]
    [InlineData("[Embedding(0, 3)]", "KER024 at 0: InputDim | 0 | a positive integer")]
    [InlineData("[Embedding(7, -1)]", "KER024 at -1: OutputDim | -1 | a positive integer")]
    [InlineData("[Embedding(7, 3, InputLength = 5)]", "KER031 at 5: InputLength | embedding")]
    public void Arguments_that_make_no_sense_are_told(string attribute, string expected) => Assert.Equal(
        expected,
        SourceModel.Call($"{attribute} private readonly Embedding _embedding;", "[Input(5, DType = DType.Int32)] KerasTensor x", "return _embedding.Call(x);").Faults);
}
