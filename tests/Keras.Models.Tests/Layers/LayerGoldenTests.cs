using System.Numerics.Tensors;
using Keras.Hosting;
using Keras.Models.Tests.Comparison;
using Keras.Models.Tests.Compilation;
using Keras.Tests.Goldens;
using Xunit.Abstractions;

namespace Keras.Models.Tests.Layers;

/// <summary>Each golden layer case against Keras: configuration, C# source, generator, compilation; then outputs, changed weights, and
/// gradients of inputs and weights compared. One harness for all layers: a new one needs no code here.</summary>
public sealed class LayerGoldenTests(GoldenLayers layers, ITestOutputHelper output) : IClassFixture<GoldenLayers>
{
    public static TheoryData<string> Ids => [.. GoldenLayers.Cases.Select(c => c.Id)];

    [Fact]
    public void No_expected_layer_is_skipped()
    {
        output.WriteLine($"layers: {GoldenLayers.Cases.Count} of {GoldenFile.Layers.Count}");
        Assert.All(ExpectedLayers.Names, name => Assert.True(GoldenLayers.Exists(name), $"There is no layer {name}."));
        Assert.Equal(
            GoldenFile.Layers.Count(c => ExpectedLayers.Names.Contains(c.ClassName)),
            GoldenLayers.Cases.Count(c => ExpectedLayers.Names.Contains(c.ClassName)));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_layer_gives_what_Keras_gives(string id)
    {
        var golden = GoldenLayers.Cases.Single(c => c.Id == id);
        LayerRun.Compare(golden, layers.CreateDriver(id));
    }
}

/// <summary>One golden layer case on a compiled model.</summary>
public static class LayerRun
{
    public static void Compare(LayerCase golden, IModelDriver driver)
    {
        var model = driver.Model;
        var weights = golden.Weights.Select(w => w.Tensor).ToArray();
        GoldenTensor[] inputs = golden.Mask is { } mask ? [.. golden.Inputs, mask] : golden.Inputs;
        // What a wrapper wraps is named by Keras's numbers; the weights' own names and their order are the same.
        Assert.Equal(golden.Weights.Select(w => w.Path.Split('/')[^1]), model.Weights.Select(w => w.Path.Split('/')[^1]));
        var training = golden.Call.TryGetProperty("training", out var flag) && flag.GetBoolean();

        ProbeResult Probe(Func<int, float> cotangent)
        {
            model.SetWeights([.. weights.Select(w => w.Floats())]);
            return GradientProbe.Run(model, [.. inputs.Select(Data)], [.. golden.Outputs.Select(o => Cotangent(o, cotangent))]);
        }

        // The golden gradients are those of the outputs alone. Penalties on activities add the same whatever the cotangents are.
        var penalties = Probe(_ => 0);
        var probe = Probe(LayerGradients.Cotangent);
        CompareOutputs("training pass", golden, probe.Outputs);
        CompareGradients(golden, model, probe, penalties);
        CompareWeights(golden, model);

        // What the model predicts is the case's value too, unless the case asks for training.
        if (training) return;
        CompareOutputs("prediction", golden, driver.Predict(inputs));
        CompareWeights(golden, model);
    }

    private static TensorData Data(GoldenTensor tensor) => tensor.DType switch
    {
        "int32" => TensorData.Of(tensor.Ints())!,
        "bool" => TensorData.Of(tensor.Bools())!,
        _ => TensorData.Of(tensor.Floats())!,
    };

    private static Tensor<float> Cotangent(GoldenTensor output, Func<int, float> cotangent) =>
        (output with { Data = [.. output.Data.Select((_, i) => cotangent(i))] }).Floats();

    private static float[] Difference(float[] left, float[] right) => [.. left.Zip(right, (a, b) => a - b)];

    private static void CompareOutputs(string what, LayerCase golden, IReadOnlyList<float[]> outputs)
    {
        Assert.Equal(golden.Outputs.Length, outputs.Count);
        for (var i = 0; i < outputs.Count; i++) Closeness.AssertClose($"{what}, output {i}", golden.Outputs[i], outputs[i], Closeness.Forward);
    }

    private static void CompareGradients(LayerCase golden, Model model, ProbeResult probe, ProbeResult penalties)
    {
        if (golden.Gradients is not { } gradients) return;
        for (var i = 0; i < gradients.Inputs.Length; i++)
        {
            if (gradients.Inputs[i] is not { } expected) continue;
            Assert.NotNull(probe.InputGradients[i]);
            Closeness.AssertClose(
                $"gradient of input {i}", expected, Difference(probe.InputGradients[i]!, penalties.InputGradients[i]!), Closeness.Gradient);
        }
        for (var i = 0; i < gradients.Weights.Length; i++)
        {
            if (gradients.Weights[i] is not { } expected) continue;
            var path = model.Weights[i].Path;
            Closeness.AssertClose(
                $"gradient of {path}", expected, Difference(probe.WeightGradients[path].Flat(), penalties.WeightGradients[path].Flat()), Closeness.Gradient);
        }
    }

    /// <summary>Weights that the case changes are what Keras makes of them; others are untouched.</summary>
    private static void CompareWeights(LayerCase golden, Model model)
    {
        for (var i = 0; i < golden.Weights.Length; i++)
        {
            var actual = model.Weights[i].ToTensor().Flat();
            if (golden.WeightsAfter is { } after) Closeness.AssertClose($"{model.Weights[i].Path} after", after[i], actual, Closeness.Forward);
            else Assert.Equal(golden.Weights[i].Tensor.Data, actual);
        }
    }
}
