using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Keras.Compiler.Autodiff;
using Keras.Compiler.Description;
using Keras.Compiler.Layers;
using Keras.Compiler.Lowering;
using Keras.Compiler.Ops;
using Keras.Compiler.Support;
using Keras.Compiler.Tests.Lowering;
using Keras.Compiler.Tests.Reference;
using Keras.Tests.Goldens;

namespace Keras.Compiler.Tests.Layers;

/// <summary>Each layer's lowering and its adjoint, evaluated in double, give what Keras gave. What is left of the way to a user is the
/// same for all layers and tested elsewhere.</summary>
public class GoldenLayerTests
{
    /// <summary>A wrapper's cases need what it wraps, which their configurations declare; whole models run them.</summary>
    private static readonly Dictionary<string, LayerDefinition> ByClass =
        LayerCatalogue.Definitions.Where(definition => definition.IsLayer && definition.Wrapped.IsEmpty).ToDictionary(definition => definition.ClassName);

    public static TheoryData<string> Cases => [.. GoldenFile.Layers.Where(golden => ByClass.ContainsKey(golden.ClassName)).Select(golden => golden.Id)];

    [Fact]
    public void Every_layer_of_the_catalogue_has_a_case()
    {
        string[] withoutCase =
        [
            // What an activation layer does is in the tables of the functions.
            "Activation",
            // Their numbers are no parity of bits: RandomLayerTests.
            "AlphaDropout", "GaussianDropout", "SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D",
            // The same as of images but for an axis: LayerAgreementTests.
            "GlobalAveragePooling3D", "GlobalMaxPooling3D",
        ];
        Assert.Equal(withoutCase.Order(StringComparer.Ordinal), ByClass.Keys.Except(GoldenFile.Layers.Select(golden => golden.ClassName)).Order(StringComparer.Ordinal));
        Assert.True(Cases.Count >= 69);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Outputs_gradients_and_statistics_are_Keras(string id)
    {
        var golden = GoldenFile.Layers.Single(golden => golden.Id == id);
        var program = Lower(golden);
        var evaluator = new ReferenceEvaluator(program, ReferenceEnvironment.ForBatch(golden.Inputs[0].Shape[0]));
        ReferenceTensor[] masks = golden.Mask is { } mask ? [Tensor(mask)] : [];
        evaluator.Forward([.. golden.Inputs.Select(Tensor), .. masks, .. golden.Weights.Select(weight => Tensor(weight.Tensor))]);
        foreach (var (expected, actual) in golden.Outputs.Zip(evaluator.Outputs)) AssertClose(expected, actual, 1e-5);

        if (golden.WeightsAfter is { } after)
            foreach (var (weight, expected) in golden.Weights.Zip(after).Where(pair => !pair.First.Trainable))
                AssertClose(expected, evaluator.StateWrites[$"layer/{weight.Path}"], 1e-5);

        if (golden.Gradients is not { } gradients) return;
        var cotangents = golden.Outputs.Select(output => new ReferenceTensor(
            output.Shape, [.. Enumerable.Range(0, output.Data.Length).Select(i => (double)LayerGradients.Cotangent(i))])).ToArray();
        foreach (var (expected, actual) in gradients.Weights.Concat(gradients.Inputs).Zip(evaluator.Backward(cotangents)))
            if (expected is not null)
                if (actual is null) Assert.All(expected.Data, value => Assert.Equal(0, value));
                else AssertClose(expected, actual, 1e-4);
    }

    private static Program Lower(LayerCase golden)
    {
        var definition = ByClass[golden.ClassName];
        var sketch = new GraphSketch();
        var configuration = LayerConfigurationReader.Read(definition, Hyperparameters(definition, golden.Configuration));
        var layer = sketch.Layer("layer", configuration.Attribute);
        var inputs = golden.Inputs.Select((input, i) => sketch.Input($"x{i}", [.. input.Shape.Skip(1).Select(length => (Dim)length)])).ToArray();
        var mask = golden.Mask is { } given ? sketch.Input("mask", DType.Bool, [.. given.Shape.Skip(1).Select(length => (Dim)length)]) : null;
        bool? training = golden.Call.TryGetProperty("training", out var option) ? option.GetBoolean() : null;
        var program = Lowerer.Lower(sketch.Build([.. sketch.CallAll(layer, inputs, training, mask)]), training == true);
        Assert.Equal(golden.Weights.Select(weight => $"layer/{weight.Path.Split('/')[^1]}"), program.Weights.Select(weight => weight.Weight.Path));
        return Differentiator.Differentiate(program.WithoutLossTerms());
    }

    /// <summary>What of Keras's configuration the attribute has a property for.</summary>
    private static IEnumerable<(string, ConstantValue)> Hyperparameters(LayerDefinition definition, JsonElement configuration) =>
        from entry in configuration.EnumerateObject()
        let property = definition.AttributeType.GetProperty(Pascal(entry.Name), BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase)
        where property is not null && entry.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Object)
        select (property.Name, new ConstantValue(Constant(entry.Value, property.PropertyType)));

    private static object? Constant(JsonElement json, Type type) => json.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => json.GetBoolean(),
        JsonValueKind.String => new EnumConstant(type.FullName!, Convert.ToInt64(Enum.Parse(type, Pascal(json.GetString()!)), CultureInfo.InvariantCulture)),
        _ when type.IsArray || json.ValueKind is JsonValueKind.Array => Numbers(json).Select(number => new ConstantValue(number)).ToEquatableArray(),
        _ => json.GetDouble(),
    };

    /// <summary>The numbers of a list, and of lists in it.</summary>
    private static IEnumerable<int> Numbers(JsonElement json) =>
        json.ValueKind == JsonValueKind.Array ? json.EnumerateArray().SelectMany(Numbers) : [json.GetInt32()];

    private static string Pascal(string name) => string.Concat(name.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    private static ReferenceTensor Tensor(GoldenTensor golden) => new(golden.Shape, [.. golden.Data.Select(value => (double)value)]);

    private static void AssertClose(GoldenTensor expected, ReferenceTensor actual, double tolerance)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        for (var i = 0; i < expected.Data.Length; i++)
            Assert.True(Math.Abs(expected.Data[i] - actual.Data[i]) <= tolerance * Math.Max(1, Math.Abs(expected.Data[i])),
                $"Element {i}: expected {expected.Data[i]}, found {actual.Data[i]}.");
    }
}
