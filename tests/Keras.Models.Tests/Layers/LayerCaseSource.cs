using System.Text.Json;
using Keras.Import;
using Keras.Models.Tests.Compilation;
using Keras.Tests.Goldens;

namespace Keras.Models.Tests.Layers;

/// <summary>A golden layer case as a model of that one layer.</summary>
public static class LayerCaseSource
{
    private static readonly JsonElement False = JsonDocument.Parse("false").RootElement;

    public static ModelSource Write(LayerCase golden) => DriverSource.Write(golden.Id, Configuration(golden), golden.Outputs.Select(_ => "float32").ToArray());

    private static ModelConfiguration Configuration(LayerCase golden)
    {
        var name = golden.Configuration.GetProperty("name").GetString()!;
        var inputs = golden.Inputs.Select((tensor, i) => Input($"x{i}", tensor)).ToList();
        var tensors = inputs.Select(i => (CallArgument)new TensorArgument(new(i.Name, 0, 0))).ToArray();
        var named = golden.Call.EnumerateObject().Select(a => KeyValuePair.Create(a.Name, (CallArgument)new ConstantArgument(a.Value))).ToList();
        // Gradients were made in inference mode where the case does not say; the model's own gradients are those of training.
        if (named.All(a => a.Key != "training") && TakesTraining(golden.ClassName)) named.Add(new("training", new ConstantArgument(False)));
        if (golden.Mask is { } mask)
        {
            inputs.Add(Input("mask", mask));
            named.Add(new("mask", new TensorArgument(new("mask", 0, 0))));
        }
        var node = new NodeConfiguration([tensors.Length == 1 ? tensors[0] : new ListArgument(tensors)], named);
        var outputs = golden.Outputs.Select((_, i) => new OutputConfiguration(i == 0 ? name : $"{name}_{i}", new(name, 0, i)));
        return new("model", [new(golden.ClassName, name, golden.Configuration, [node])], inputs, [.. outputs]);
    }

    private static InputConfiguration Input(string name, GoldenTensor tensor) =>
        new(name, [null, .. tensor.Shape.Skip(1).Select(length => (int?)length)], tensor.DType);

    /// <summary>Whether the layer's handle has a form of <c>Call</c> with a training flag.</summary>
    private static bool TakesTraining(string className) =>
        (typeof(Model).Assembly.GetType($"Keras.Layers.{className}Layer") ?? typeof(Model).Assembly.GetType($"Keras.Layers.{className}"))?
        .GetMethods().Any(m => m.Name == "Call" && m.GetParameters().Any(p => p.Name == "training")) ?? false;
}
