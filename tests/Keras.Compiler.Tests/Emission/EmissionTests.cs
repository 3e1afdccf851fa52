using Keras.Compiler.Fusion;
using Keras.Compiler.Ops;
using Keras.Compiler.Tests.Autodiff;
using Keras.Compiler.Tests.Ops;
using Keras.Compiler.Tests.Reference;

namespace Keras.Compiler.Tests.Emission;

public sealed class EmissionTests
{
    private static readonly Dictionary<string, Program> Models = new()
    {
        ["mlp"] = SampleModels.Mlp(23, 17, 5),
        ["branching"] = SampleModels.Branching(),
        ["shared"] = SampleModels.Shared(),
        ["shared_sum"] = SampleModels.SharedSum(),
        ["normalised"] = SampleModels.Normalised(dropout: false),
        ["gated cell"] = ScanPrograms.All["gated cell"].WithPanels(),
        ["gated cell with a mask"] = ScanPrograms.All["gated cell with a mask"].WithPanels(),
    };

    public static TheoryData<string, string> ModelsAndPasses()
    {
        var data = new TheoryData<string, string>();
        foreach (var model in Models.Keys)
            foreach (var pass in FusionPipeline.Passes.Select(p => p.Name).Prepend("none").Append("all"))
                data.Add(model, pass);
        return data;
    }

    [Theory]
    [MemberData(nameof(ModelsAndPasses))]
    public void Emitted_code_computes_what_the_reference_does_whatever_pass_is_off(string model, string pass)
    {
        var options = pass switch
        {
            "none" => CompilerOptions.Default,
            "all" => CompilerOptions.Default.Without([.. FusionPipeline.Passes.Select(p => p.Name)]),
            _ => CompilerOptions.Default.Without(pass),
        };
        foreach (var (batch, time) in new[] { (1, 4), (3, 1), (33, 2) })
            Agreement.Check(Models[model], Lengths(batch, time), options);
    }

    [Fact]
    public void Random_programs_compute_what_the_reference_does()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var program = RandomPrograms.Of(seed);
            Agreement.Check(seed % 2 == 0 ? program : program.WithPanels(), Lengths(3, 2), seed: seed);
        }
    }

    [Fact]
    public void Recurrences_compute_what_the_reference_does()
    {
        foreach (var program in ScanPrograms.All.Values)
        {
            Agreement.Check(program, Lengths(2, 5));
            foreach (var (batch, time) in new[] { (1, 1), (33, 2) }) Agreement.Check(program.WithPanels(), Lengths(batch, time));
        }
    }

    [Theory]
    [InlineData("mlp", 0)]
    [InlineData("branching", 0)]
    [InlineData("branching", 1)]
    public void A_gradient_handed_over_at_the_logits_goes_on_from_there(string model, int output) =>
        Agreement.Check(Models[model], Lengths(5, 1), atLogits: [output]);

    [Fact]
    public void A_frozen_layer_uses_its_moving_statistics_and_keeps_them()
    {
        var environment = new ReferenceEnvironment(new Dictionary<string, int> { ["batch"] = 6 }, "bn");
        Agreement.Check(Models["normalised"], environment);
    }

    private static ReferenceEnvironment Lengths(int batch, int time) => new(new Dictionary<string, int> { ["batch"] = batch, ["time"] = time });
}
