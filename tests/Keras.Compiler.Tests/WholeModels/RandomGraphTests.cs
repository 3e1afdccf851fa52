namespace Keras.Compiler.Tests.WholeModels;

/// <summary>Random models from C# source to running code, against the reference evaluator.</summary>
public sealed class RandomGraphTests(RandomGraphTests.Models models) : IClassFixture<RandomGraphTests.Models>
{
    private const int Count = 100;
    private static readonly int[] Batches = [1, 3, 2, 5, 33, 1, 3, 32];
    private static readonly int[] UnknownLengths = [1, 4, 7];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, Count)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_random_graph_computes_what_the_reference_does(int seed) => ModelAgreement.Check(
        models.All[RandomModelSource.ClassName(seed)], Batches[seed % Batches.Length], UnknownLengths[seed % UnknownLengths.Length], seed);

    /// <summary>The generator reaches every construct that it is there for.</summary>
    [Fact]
    public void Random_graphs_have_all_that_models_have()
    {
        var sources = Enumerable.Range(0, Count).Select(RandomModelSource.Write).ToList();
        Assert.All(
            ["_outer.Call(", "Deep(", "Twice(", "axis: 1", "[Input(None, 3)] KerasTensor i3", "Out2", "Flatten", "BatchNormalization", "LayerNormalization", "Dense(1, Activation = Activation.Sigmoid)"],
            construct => Assert.Contains(sources, source => source.Contains(construct, StringComparison.Ordinal)));
    }

    /// <summary>All models, compiled once.</summary>
    public sealed class Models
    {
        internal IReadOnlyDictionary<string, CompiledModel> All { get; } = CompiledModel.Compile(
            RandomModelSource.Nested + string.Concat(Enumerable.Range(0, Count).Select(RandomModelSource.Write)),
            ["Inner", "Outer", .. Enumerable.Range(0, Count).Select(RandomModelSource.ClassName)], CompilerOptions.Default);
    }
}
