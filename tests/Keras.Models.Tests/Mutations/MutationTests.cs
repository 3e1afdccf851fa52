using System.Text.Json;
using System.Text.Json.Nodes;
using Keras.Import;
using Keras.Models.Tests.Compilation;
using Keras.Models.Tests.Layers;
using Keras.Models.Tests.Training;
using Keras.Tests.Goldens;
using Xunit.Sdk;

namespace Keras.Models.Tests.Mutations;

/// <summary>Tests of the tests: each fault that is put in must turn the comparison with Keras red.</summary>
public sealed class MutationTests(GoldenModels models) : IClassFixture<GoldenModels>
{
    [Fact]
    public void An_optimizer_that_does_nothing_is_noticed() =>
        AssertRed(() => TrainingRun.Compare(Golden("mlp_sgd"), models.CreateDriver("mlp_sgd"), new IdleOptimizer(0.1f)));

    [Theory]
    [InlineData("dense")]
    [InlineData("dense_1")]
    [InlineData("dense_2")]
    public void A_layer_that_the_optimizer_forgets_is_noticed(string layer) =>
        AssertRed(() => TrainingRun.Compare(Golden("mlp_sgd"), models.CreateDriver("mlp_sgd"), new ForgetfulSgd(0.1f, layer)));

    [Fact]
    public void The_same_optimizer_that_forgets_nothing_passes() =>
        TrainingRun.Compare(Golden("mlp_sgd"), models.CreateDriver("mlp_sgd"), new ForgetfulSgd(0.1f, "none"));

    [Theory]
    [InlineData("loss_weights", "[0.9]")]
    [InlineData("loss", "\"mse\"")]
    public void A_wrong_loss_or_weight_of_it_is_noticed(string argument, string value)
    {
        var golden = Golden("mlp_sgd");
        var compile = JsonNode.Parse(golden.Compile.GetRawText())!.AsObject();
        compile[argument] = JsonNode.Parse(value);
        var wrong = golden with { Compile = JsonDocument.Parse(compile.ToJsonString()).RootElement };
        AssertRed(() => TrainingRun.Compare(wrong, models.CreateDriver("mlp_sgd")));
    }

    [Fact]
    public void Forgotten_sample_weights_are_noticed()
    {
        var golden = Golden("mlp_sample_weight");
        var fit = JsonNode.Parse(golden.Fit.GetRawText())!.AsObject();
        fit.Remove("sample_weight");
        var wrong = golden with { Fit = JsonDocument.Parse(fit.ToJsonString()).RootElement };
        AssertRed(() => TrainingRun.Compare(wrong, models.CreateDriver("mlp_sample_weight")));
    }

    [Fact]
    public void A_dropped_mask_is_noticed()
    {
        var golden = Golden("masked_seq_loss");
        var source = DriverSource.Write(golden.Id, ModelConfigurationReader.Read(golden.Configuration), [.. golden.Y.Select(y => y.DType)]);
        const string Masked = ", MaskZero = true";
        Assert.Contains(Masked, source.Text, StringComparison.Ordinal);
        var mutant = ModelCompilation.Compile([source with { Text = source.Text.Replace(Masked, "", StringComparison.Ordinal) }]);
        AssertRed(() => TrainingRun.Compare(golden, mutant.CreateDriver<IModelDriver>(golden.Id)));
    }

    /// <summary>Skips every gradient of every layer, one at a time, and every step of the forward passes.</summary>
    [Theory]
    [InlineData("mlp_sgd", "Backward")]
    [InlineData("mlp_sgd", "Forward")]
    [InlineData("mlp_sgd", "Infer")]
    [InlineData("regularized_bn", "Backward")]
    [InlineData("regularized_bn", "Forward")]
    public void Every_step_of_an_emitted_pass_is_missed_in_training_runs(string id, string method)
    {
        var golden = Golden(id);
        var source = DriverSource.Write(id, ModelConfigurationReader.Read(golden.Configuration), [.. golden.Y.Select(y => y.DType)]);
        AssertEveryStepMatters(source, method, driver => TrainingRun.Compare(golden, driver));
    }

    [Theory]
    [InlineData("dense/gelu", "Backward")]
    [InlineData("Average/bcast", "Backward")]
    [InlineData("LayerNormalization/axes", "Backward")]
    [InlineData("BatchNormalization/train=True", "Forward")]
    [InlineData("prelu/shared", "Forward")]
    public void Every_step_of_an_emitted_pass_is_missed_in_layer_cases(string id, string method)
    {
        var golden = GoldenLayers.Cases.Single(c => c.Id == id);
        AssertEveryStepMatters(LayerCaseSource.Write(golden), method, driver => LayerRun.Compare(golden, driver), isTraining: false);
    }

    private static void AssertEveryStepMatters(ModelSource source, string method, Action<IModelDriver> compare, bool isTraining = true)
    {
        var whole = ModelCompilation.Compile([source]);
        compare(whole.CreateDriver<IModelDriver>(source.Id));
        var steps = EmittedSteps.Of(whole, method);
        Assert.NotEmpty(steps);
        var survivors = new List<string>();
        for (var i = 0; i < steps.Count; i++)
        {
            if (!EmittedSteps.Runs(whole, steps[i], isTraining)) continue;
            var mutant = ModelCompilation.Compile([source], EmittedSteps.Without(method, i));
            if (!IsRed(() => compare(mutant.CreateDriver<IModelDriver>(source.Id)))) survivors.Add(steps[i]);
        }
        Assert.Empty(survivors);
    }

    private static TrainingCase Golden(string id) => GoldenFile.Training.Single(c => c.Id == id);

    private static void AssertRed(Action comparison) => Assert.True(IsRed(comparison), "The comparison passed despite the fault.");

    private static bool IsRed(Action comparison)
    {
        try
        {
            comparison();
            return false;
        }
        catch (XunitException)
        {
            return true;
        }
    }
}
