extern alias runtime;

using System.Reflection;
using Keras.Compiler.Layers;
using Keras.Layers;

namespace Keras.Compiler.Tests.Layers;

/// <summary>What of a layer is in several places agrees: attribute, definition, handle, function.</summary>
public class CatalogueTests
{
    private static readonly Assembly Runtime = typeof(runtime::Keras.KerasTensor).Assembly;

    private static readonly Type[] Attributes =
        [.. Runtime.GetTypes().Where(type => typeof(runtime::Keras.Layers.LayerDeclarationAttribute).IsAssignableFrom(type) && !type.IsAbstract)];

    private static readonly LayerDefinition[] Layers = [.. LayerCatalogue.Definitions.Where(definition => definition.IsLayer)];

    [Fact]
    public void Every_attribute_has_one_definition()
    {
        Assert.NotEmpty(Attributes);
        Assert.Equal(
            Attributes.Select(type => type.FullName).Order(StringComparer.Ordinal),
            Layers.Select(definition => definition.AttributeType.FullName).Order(StringComparer.Ordinal));
    }

    /// <summary>The one handle that cannot bear its layer's name is that of Activation, which is the enumeration.</summary>
    [Fact]
    public void Every_definition_has_a_handle_with_a_one_argument_call() => Assert.All(Layers, definition =>
    {
        var handle = Handle(definition);
        Assert.NotNull(handle);
        Assert.Equal(handle.IsGenericType, definition.Wrapped.Length > 0);
        Assert.True(handle.IsSealed && typeof(runtime::Keras.Layers.Layer).IsAssignableFrom(handle));
        var calls = handle.GetMethods().Where(method => method.Name == "Call").ToList();
        Assert.Contains(calls, method => method.GetParameters().Length == 1);
        Assert.Equal(definition.InputCount.IsList, calls.Any(method => method.GetParameters()[0].ParameterType != typeof(runtime::Keras.KerasTensor)));
        Assert.Equal(definition.TakesMask, calls.Any(method => method.GetParameters().Any(parameter => parameter.Name == "mask")));
    });

    /// <summary>A wrapper's handle is generic: its type argument is what it wraps.</summary>
    private static Type? Handle(LayerDefinition definition) => Runtime.GetType($"Keras.Layers.{definition.ClassName}")
        ?? Runtime.GetType($"Keras.Layers.{definition.ClassName}Layer") ?? Runtime.GetType($"Keras.Layers.{definition.ClassName}`1");

    /// <summary>A weight that can be missing has an accessor that can be null; the names are Keras's in Pascal case.</summary>
    [Fact]
    public void Every_weight_has_an_accessor() => Assert.All(Layers, definition =>
    {
        var weights = definition.Weights(Example(definition), Shape.Of(Dim.Batch, 6, 4)).Select(weight => Pascal(weight.Name));
        var handle = Handle(definition)!;
        var accessors = handle.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(property => property.PropertyType == typeof(runtime::Keras.Weight)).Select(property => property.Name);
        Assert.Equal(weights.Order(StringComparer.Ordinal), accessors.Order(StringComparer.Ordinal));
    });

    /// <summary>Argument names of a function are hyperparameters of the layer behind it.</summary>
    [Fact]
    public void Functions_of_the_catalogue_are_those_of_Ops()
    {
        var functions = typeof(runtime::Keras.Ops).GetMethods(BindingFlags.Public | BindingFlags.Static);
        Assert.Equal(
            functions.Select(method => method.Name).Distinct().Order(StringComparer.Ordinal),
            LayerCatalogue.Definitions.SelectMany(definition => definition.Functions).Select(function => function.Name).Order(StringComparer.Ordinal));
        Assert.All(functions, method =>
        {
            var (definition, function) = LayerCatalogue.FindByFunction(method.Name)!.Value;
            var parameters = method.GetParameters();
            Assert.Equal("name", parameters[^1].Name);
            var hyperparameters = parameters[..^1].Where(parameter => !IsTensors(parameter.ParameterType) && !IsLayer(parameter.ParameterType)).ToList();
            Assert.All(hyperparameters, parameter => Assert.NotNull(definition.AttributeType.GetProperty(Pascal(parameter.Name!))));
            var defaults = LayerConfigurationReader.Read(definition, function.Constants.Concat(Required(definition))).Attribute;
            Assert.All(hyperparameters.Where(parameter => parameter.HasDefaultValue && parameter.DefaultValue is not null), parameter =>
                Assert.Equal(Convert.ToString(parameter.DefaultValue), Convert.ToString(definition.AttributeType.GetProperty(Pascal(parameter.Name!))!.GetValue(defaults))));
        });
    }

    [Fact]
    public void Every_activation_is_a_function() =>
        Assert.All(Enum.GetNames<Activation>(), name => Assert.NotNull(LayerCatalogue.FindByFunction(name)));

    [Fact]
    public void Operators_of_the_catalogue_are_those_of_tensors()
    {
        var operators = typeof(runtime::Keras.KerasTensor).GetMethods().Where(method => method.IsSpecialName && method.Name.StartsWith("op_", StringComparison.Ordinal));
        var forms = operators.Where(method => method.ReturnType == typeof(runtime::Keras.KerasTensor))
            .Select(method => (method.Name, method.GetParameters() switch
            {
                [_] => OperatorForm.Unary,
                var both when both.All(parameter => parameter.ParameterType == typeof(runtime::Keras.KerasTensor)) => OperatorForm.Tensors,
                _ => OperatorForm.TensorAndNumber,
            })).Distinct().Count();
        Assert.Equal(forms, LayerCatalogue.Definitions.Sum(definition => definition.Operators.Length));
    }

    [Fact]
    public void Configurations_are_told_apart_by_their_text()
    {
        var dense = LayerCatalogue.FindByFunction("Relu")!.Value.Definition;
        string Text(params (string, object)[] arguments) => ConfigurationText.Of(LayerConfigurationReader.Read(
            dense, arguments.Select(argument => (argument.Item1, new Description.ConstantValue(argument.Item2)))));
        Assert.Equal("ActivityRegularizer=None;MaxValue=6;NegativeSlope=0.1;Threshold=0", Text(("maxValue", 6), ("negativeSlope", 0.1)));
        Assert.NotEqual(Text(), Text(("threshold", 0.5)));
    }

    /// <summary>Users open all namespaces together, those that are opened for them included.</summary>
    [Fact]
    public void Simple_type_names_are_unique_over_the_namespaces_that_users_open() => Assert.Empty(
        Runtime.GetExportedTypes().Where(type => type.Namespace is "Keras" or "Keras.Layers" or "Keras.Datasets" or "Keras.Saving" && !type.IsNested)
            .Concat(new[] { typeof(object), typeof(Uri), typeof(Enumerable), typeof(System.Numerics.Tensors.Tensor), typeof(System.Net.Http.HttpClient) }
                .SelectMany(type => type.Assembly.GetExportedTypes())
                .Where(type => type.Namespace is "System" or "System.IO" or "System.Linq" or "System.Net.Http" or "System.Threading" or "System.Threading.Tasks"
                    or "System.Collections.Generic" or "System.Numerics.Tensors" or "System.Diagnostics" && !type.IsNested))
            .GroupBy(type => type.Name).Where(group => group.Count() > 1).Select(group => group.Key));

    /// <summary>A configuration with defaults, and something for what has none.</summary>
    internal static LayerConfiguration Example(LayerDefinition definition) => LayerConfigurationReader.Read(definition, Required(definition));

    private static IEnumerable<(string, Description.ConstantValue)> Required(LayerDefinition definition) =>
        definition.AttributeType.GetConstructors()[0].GetParameters().Where(parameter => !parameter.HasDefaultValue)
            .Select(parameter => (parameter.Name!, new Description.ConstantValue(
                parameter.ParameterType.IsArray ? Support.EquatableArray.Create<int>([24]) : parameter.ParameterType.IsEnum ? (object)0L : 1)));

    private static bool IsTensors(Type type) => type == typeof(runtime::Keras.KerasTensor) || type == typeof(IReadOnlyList<runtime::Keras.KerasTensor>);

    /// <summary>What a wrapper's function applies is the method group of a layer.</summary>
    private static bool IsLayer(Type type) => typeof(Delegate).IsAssignableFrom(type);

    private static string Pascal(string name) => string.Concat(name.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
