using Keras.Compiler.Fusion;
using Keras.Compiler.Layers;

namespace Keras.Compiler.Tests.WholeModels;

/// <summary>Every layer at lengths around those of the registers, with all passes, without each of them and without any, against the
/// reference evaluator.</summary>
public sealed class LayerSizeTests
{
    private const int OneBeyondRegister = 17;

    /// <summary>Batch size and how much longer the unknown axis is than it must be; around the heights of the matrix tiles.</summary>
    private static readonly (int Batch, int Longer)[] Sizes = [(1, 3), (3, 0), (32, 0), (33, 1)];

    private static readonly string[] Passes = [.. FusionPipeline.Passes.Select(p => p.Name)];

    /// <summary>What is left out: nothing, each pass, all; each for every group of layers.</summary>
    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var uses in LayerUses.All)
                foreach (var pass in Passes.Prepend("all").Append("none")) cases.Add(uses.Name, pass);
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Layers_compute_what_the_reference_does_whatever_pass_is_off(string group, string pass)
    {
        var uses = LayerUses.All.Single(uses => uses.Name == group);
        // A pass that is off changes the code alike at all lengths: one beyond a register says it.
        var (options, lengths) = pass switch
        {
            "all" => (CompilerOptions.Default, uses.Lengths.ToArray()),
            "none" => (CompilerOptions.Default.Without(Passes), uses.Lengths.ToArray()),
            _ => (CompilerOptions.Default.Without(pass), [OneBeyondRegister]),
        };
        var models = CompiledModel.Compile(string.Concat(lengths.Select(uses.Write)), lengths.Select(uses.ClassName), options);
        // Tiles of rows come after those of columns: one length meets every batch.
        foreach (var length in lengths)
            foreach (var (batch, longer) in pass is "all" && length == OneBeyondRegister ? Sizes : Sizes[1..2])
                if (batch == (uses.BatchSize ?? batch)) ModelAgreement.Check(models[uses.ClassName(length)], batch, uses.Shortest + longer, seed: length);
    }

    [Fact]
    public void All_layers_are_used() => Assert.Empty(
        LayerCatalogue.Definitions.Where(definition => definition.IsLayer).Select(definition => definition.ClassName)
            .Except(LayerUses.All.SelectMany(uses => uses.Uses).Select(use => use.Layer)));
}
