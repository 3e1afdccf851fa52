using System.Collections.Immutable;
using System.Reflection;
using Keras.Compiler.Graph;
using Keras.Compiler.Layers;
using Keras.Compiler.Lowering;
using Keras.Compiler.Ops;
using Keras.Compiler.Planning;
using Keras.Compiler.Problems;
using Keras.Compiler.Tests.Lowering;
using Keras.Compiler.Tests.Reference;
using Keras.Layers;

namespace Keras.Compiler.Tests.Layers;

/// <summary>Every layer of the catalogue on random hyperparameters and inputs. A configuration that is not sound gives a diagnostic and
/// never an exception; one that is gives, when it runs, the shapes that its rule promised. A new layer comes under this by itself:
/// hyperparameters are drawn by their type.</summary>
public sealed class CataloguePropertyTests
{
    private const int Tries = 150;

    /// <summary>All layers but wrappers, which need a layer to wrap, and those whose hyperparameters are texts with a grammar.</summary>
    public static TheoryData<string> Layers => [.. LayerCatalogue.Definitions
        .Where(definition => definition.IsLayer && definition.Wrapped.IsEmpty && !definition.AttributeType.GetConstructors()
            .Any(constructor => constructor.GetParameters().Any(parameter => parameter.ParameterType == typeof(string))))
        .Select(definition => definition.ClassName)];

    [Theory]
    [MemberData(nameof(Layers))]
    public void Shapes_that_are_promised_are_computed_and_faults_are_reported(string className)
    {
        var definition = LayerCatalogue.Definitions.Single(definition => definition.IsLayer && definition.ClassName == className);
        var random = new Random(className.Sum(character => character));
        var sound = 0;
        for (var i = 0; i < Tries; i++)
        {
            var attribute = new RandomHyperparameters(random).Create(definition.AttributeType);
            var inputs = RandomInputs.Of(definition, random);
            if (!IsSound(definition, attribute, inputs, out var what)) continue;
            sound++;
            Run(attribute, inputs, what, random);
        }
        Assert.True(sound > 0, $"{className}: none of {Tries} configurations is sound.");
    }

    /// <summary>Whether nothing was reported; the shape rule gives no types only after it reported.</summary>
    private static bool IsSound(LayerDefinition definition, LayerDeclarationAttribute attribute, TensorType[] inputs, out string what)
    {
        var configuration = new LayerConfiguration(attribute, [], ImmutableDictionary<string, Attribute>.Empty);
        what = $"{definition.ClassName} ({ConfigurationText.Of(configuration)}) of {string.Join(", ", inputs.Select(input => input))}";
        var problems = new ProblemList(definition.ClassName);
        try
        {
            definition.Validate(configuration, new(problems, _ => 0));
            var call = new LayerCall(configuration, "layer", [.. inputs], ImmutableDictionary<string, Description.ConstantValue>.Empty, 0, [.. inputs.Select(_ => 0)], (_, _) => { });
            var types = definition.InferOutputs(call, problems);
            Assert.True(types is not null || problems.Problems.Count > 0, what + ": neither types nor a fault.");
            if (types is not null) definition.InferMasks(call, types.Value);
        }
        catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
        {
            Assert.Fail($"{what}: {exception}");
        }
        return problems.Problems.Count == 0;
    }

    /// <summary>Lowers and evaluates, in training and in inference, with some length for each unknown axis. Lengths that the emitted
    /// check would refuse are left alone.</summary>
    private static void Run(LayerDeclarationAttribute attribute, TensorType[] inputs, string what, Random random)
    {
        // As a token, any of these numbers is 0, which every vocabulary has.
        double Number(DType type) => type == DType.Float32 ? 0.1 + 0.8 * random.NextDouble() : 0;
        foreach (var training in new[] { false, true })
        {
            var sketch = new GraphSketch();
            var outputs = sketch.CallAll(
                sketch.Layer("layer", attribute),
                [.. inputs.Select((input, i) => sketch.Input($"x{i}", input.DType, [.. input.Shape.Dims.Skip(1)]))]);
            var program = Lowerer.Lower(sketch.Build([.. outputs]), training);
            var environment = new ReferenceEnvironment(inputs.SelectMany(input => input.Shape.Dims).SelectMany(dim => dim.Symbols).Distinct()
                .ToDictionary(symbol => symbol, symbol => symbol == "batch" ? 2 : random.Next(1, 7)));
            if (!Requirements.Of(program).All(required => required is EqualLengths
                    ? environment.Length(required.Left) == environment.Length(required.Right)
                    : environment.Length(required.Left) >= environment.Length(required.Right))) continue;
            try
            {
                var evaluator = new ReferenceEvaluator(program, environment).Forward(
                    program.Inputs.Concat(program.Weights.Select(weight => weight.Value)).Select(value => ReferenceTensor.Build(
                        environment.Lengths(value.Shape), _ => Number(value.Type.DType))));
                Assert.Equal(outputs.Select(output => environment.Lengths(output.Type.Shape)), evaluator.Outputs.Select(output => output.Shape));
            }
            catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"{what}: {exception}\n{program.Print()}");
            }
        }
    }
}
