using Keras.Compiler.Fusion;

namespace Keras.Compiler.Tests.WholeModels;

/// <summary>Every layer at lengths around those of the registers, with all passes, without each of them and without any, against the
/// reference evaluator.</summary>
public sealed class LayerSizeTests
{
    private static readonly int[] Lengths = [1, 15, 16, 17, 33, 100];

    /// <summary>Batch size and length of the unknown axis; around the heights of the matrix tiles.</summary>
    private static readonly (int Batch, int Unknown)[] Sizes = [(1, 4), (3, 1), (32, 1), (33, 2)];

    public static TheoryData<string> Passes => [.. FusionPipeline.Passes.Select(p => p.Name).Prepend("all").Append("none")];

    [Theory]
    [MemberData(nameof(Passes))]
    public void Layers_compute_what_the_reference_does_whatever_pass_is_off(string pass)
    {
        var options = pass switch
        {
            "all" => CompilerOptions.Default,
            "none" => CompilerOptions.Default.Without([.. FusionPipeline.Passes.Select(p => p.Name)]),
            _ => CompilerOptions.Default.Without(pass),
        };
        // A pass that is off changes the code alike at all lengths: one beyond a register says it.
        var lengths = pass is "all" or "none" ? Lengths : [17];
        var models = CompiledModel.Compile(string.Concat(lengths.Select(LayerUse.Write)), lengths.Select(LayerUse.ClassName), options);
        // Tiles of rows come after those of columns: one length meets every batch.
        foreach (var length in lengths)
            foreach (var (batch, unknown) in pass is "all" && length == 17 ? Sizes : Sizes[1..2])
                ModelAgreement.Check(models[LayerUse.ClassName(length)], batch, unknown, seed: length);
    }

    [Fact]
    public void All_layers_are_used() => Assert.Empty(
        new[]
        {
            "Activation", "ActivityRegularization", "Add", "Average", "BatchNormalization", "Concatenate", "Dense", "Dropout", "ELU", "Flatten",
            "LayerNormalization", "LeakyReLU", "Maximum", "Minimum", "Multiply", "PReLU", "ReLU", "Rescaling", "Reshape", "Softmax", "Subtract",
        }.Except(LayerUse.All.Select(use => use.Layer)));
}
