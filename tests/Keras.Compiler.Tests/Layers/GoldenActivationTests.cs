using System.Text.Json;
using Keras.Compiler.Description;
using Keras.Compiler.Layers;
using Keras.Compiler.Lowering;
using Keras.Compiler.Ops;
using Keras.Compiler.Tests.Lowering;
using Keras.Compiler.Tests.Reference;
using Keras.Layers;
using Keras.Tests.Goldens;

namespace Keras.Compiler.Tests.Layers;

/// <summary>Activation functions, as functions and as arguments of layers, give Keras's tables.</summary>
public class GoldenActivationTests
{
    private static readonly JsonElement[] Tables =
        [.. GoldenFile.ReadJson("components.json.gz").GetProperty("activations").EnumerateArray()];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Tables.Length)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_function_gives_Keras_values(int number)
    {
        var table = Tables[number];
        var name = Pascal(table.GetProperty("activation").GetString()!);
        var (definition, function) = LayerCatalogue.FindByFunction(name) ?? throw new InvalidOperationException($"There is no function {name}.");
        var given = table.TryGetProperty("args", out var arguments)
            ? arguments.EnumerateObject().Select(argument => (Pascal(argument.Name), Constant(argument.Value))).ToList()
            : [];
        Check(table, definition, LayerConfigurationReader.Read(definition, function.Constants.Concat(given)));

        if (given.Count > 0 || !Enum.TryParse<Activation>(name, out var activation)) return;
        var layer = new ActivationAttribute(activation);
        Check(table, LayerCatalogue.FindByAttribute(layer.GetType().FullName!)!, new(layer, [], System.Collections.Immutable.ImmutableDictionary<string, Attribute>.Empty));
    }

    [Fact]
    public void Every_activation_has_a_table() => Assert.Empty(
        Enum.GetNames<Activation>().Except(Tables.Select(table => Pascal(table.GetProperty("activation").GetString()!))));

    private static void Check(JsonElement table, LayerDefinition definition, LayerConfiguration configuration)
    {
        var (x, y) = (GoldenTensor.Read(table.GetProperty("x")), GoldenTensor.Read(table.GetProperty("y")));
        var sketch = new GraphSketch();
        var layer = sketch.Layer("f", definition, configuration);
        var program = Lowerer.Lower(sketch.Build(sketch.Call(layer, sketch.Input("x", x.Data.Length))), training: false);
        var evaluator = new ReferenceEvaluator(program, ReferenceEnvironment.ForBatch(1))
            .Forward(new ReferenceTensor([1, x.Data.Length], [.. x.Data.Select(value => (double)value)]));
        var actual = evaluator.Outputs.Single().Data;
        Assert.Equal(y.Data.Length, actual.Length);
        foreach (var (expected, found) in y.Data.Zip(actual))
            Assert.True(Math.Abs(expected - found) <= 1e-5 * Math.Max(1, Math.Abs(expected)), $"expected {expected}, found {found}");
    }

    private static ConstantValue Constant(JsonElement json) => new(json.ValueKind is JsonValueKind.Number ? json.GetDouble() : json.GetBoolean());

    private static string Pascal(string name) => string.Concat(name.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
