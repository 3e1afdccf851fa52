using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using Keras.Compiler.Description;
using Keras.Compiler.Support;
using Keras.Layers;

namespace Keras.Compiler.Layers;

/// <summary>Makes attribute objects from the raw arguments of a description, by reflection over the attribute types that the compiler
/// links from the runtime: names and defaults are declared there alone.</summary>
public static class LayerConfigurationReader
{
    private static readonly ImmutableDictionary<string, Type> SettingTypes = typeof(WeightInitializerAttribute).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && (typeof(WeightInitializerAttribute).IsAssignableFrom(type)
            || typeof(WeightRegularizerAttribute).IsAssignableFrom(type) || typeof(WeightConstraintAttribute).IsAssignableFrom(type)))
        .ToImmutableDictionary(type => type.FullName, StringComparer.Ordinal);

    /// <summary>The configuration of a layer field.</summary>
    /// <param name="declaration">The attribute that declares the layer.</param>
    /// <param name="attributes">All attributes of the field.</param>
    /// <param name="definition">The layer's definition.</param>
    public static LayerConfiguration Read(
        AttributeDescription declaration, IEnumerable<AttributeDescription> attributes, LayerDefinition definition) => new(
            (LayerDeclarationAttribute)Create(definition.AttributeType, declaration),
            [.. declaration.Named.Concat(declaration.Positional).Select(argument => PropertyName(argument.Name))],
            attributes.Where(attribute => SettingTypes.ContainsKey(attribute.TypeName))
                .ToImmutableDictionary(SettingName, attribute => (Attribute)Create(SettingTypes[attribute.TypeName], attribute)));

    /// <summary>The arguments of a layer's attributes that are null, with the property that each gives: no hyperparameter may be. Keras's None
    /// is an argument that is left out.</summary>
    public static IEnumerable<(AttributeArgument Argument, string Property)> Nulls(
        AttributeDescription declaration, IEnumerable<AttributeDescription> attributes) =>
        attributes.Where(attribute => SettingTypes.ContainsKey(attribute.TypeName)).Append(declaration)
            .SelectMany(attribute => attribute.Positional.Concat(attribute.Named))
            .Where(argument => argument.Value.Value is null).Select(argument => (argument, PropertyName(argument.Name)));

    /// <summary>The configuration that a function's arguments give.</summary>
    /// <param name="definition">The layer behind the function.</param>
    /// <param name="arguments">Hyperparameters in C# casing of parameters or properties; later ones win, null leaves the default.</param>
    public static LayerConfiguration Read(LayerDefinition definition, IEnumerable<(string Name, ConstantValue Value)> arguments)
    {
        var given = arguments.Where(argument => argument.Value.Value is not null)
            .GroupBy(argument => PropertyName(argument.Name), StringComparer.Ordinal)
            .Select(group => new AttributeArgument(0, group.Key, group.Last().Value)).ToList();
        var constructor = Constructors(definition.AttributeType)
            .First(candidate => candidate.GetParameters().All(parameter =>
                Find(given, parameter.Name) is { } argument ? Takes(parameter, argument.Value) : parameter.HasDefaultValue));
        var positional = constructor.GetParameters()
            .Select(parameter => new AttributeArgument(0, parameter.Name, Find(given, parameter.Name)?.Value ?? new(parameter.DefaultValue))).ToList();
        var named = given.Where(argument => constructor.GetParameters().All(parameter => PropertyName(parameter.Name) != argument.Name));
        var description = new AttributeDescription(0, "", positional.ToEquatableArray(), named.ToEquatableArray());
        return new((LayerDeclarationAttribute)Create(definition.AttributeType, description),
            [.. given.Select(argument => argument.Name)], ImmutableDictionary<string, Attribute>.Empty);
    }

    /// <summary>The description node of an argument by property name; of the attribute where the user left it out.</summary>
    public static int NodeOf(AttributeDescription declaration, string property) =>
        declaration.Named.Concat(declaration.Positional).FirstOrDefault(argument => PropertyName(argument.Name) == property)?.Id ?? declaration.Id;

    private static AttributeArgument? Find(IEnumerable<AttributeArgument> arguments, string parameter) =>
        arguments.FirstOrDefault(argument => argument.Name == PropertyName(parameter));

    private static string PropertyName(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);

    /// <summary><c>KernelInitializer</c> for <c>Keras.Layers.KernelInitializerAttribute</c>.</summary>
    private static string SettingName(AttributeDescription attribute)
    {
        var name = SettingTypes[attribute.TypeName].Name;
        return name.Substring(0, name.Length - nameof(Attribute).Length);
    }

    private static object Create(Type type, AttributeDescription description)
    {
        var constructor = Constructors(type).FirstOrDefault(candidate => Fits(candidate.GetParameters(), description.Positional))
            ?? throw new InvalidOperationException(
                $"{type.FullName} has no constructor with the parameters ({string.Join(", ", description.Positional.Select(p => p.Name))}).");
        var attribute = constructor.Invoke(
            [.. constructor.GetParameters().Zip(description.Positional, (parameter, argument) => ToClr(argument.Value.Value, parameter.ParameterType))]);
        foreach (var argument in description.Named)
        {
            var property = type.GetProperty(argument.Name)
                ?? throw new InvalidOperationException($"{type.FullName} has no property {argument.Name}.");
            property.SetValue(attribute, ToClr(argument.Value.Value, property.PropertyType));
        }
        return attribute;
    }

    private static IEnumerable<ConstructorInfo> Constructors(Type type) =>
        type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).OrderByDescending(c => c.GetParameters().Length);

    private static bool Fits(ParameterInfo[] parameters, EquatableArray<AttributeArgument> arguments) =>
        parameters.Length == arguments.Count && parameters.Zip(arguments, (parameter, argument) =>
            parameter.Name == argument.Name && Takes(parameter, argument.Value)).All(fits => fits);

    private static bool Takes(ParameterInfo parameter, ConstantValue value) =>
        value.Value is null || parameter.ParameterType.IsArray == IsList(value.Value);

    private static bool IsList(object? value) => value is IEnumerable and not string;

    /// <summary>A constant as the type that a parameter or property has.</summary>
    private static object? ToClr(object? constant, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (constant is null || type.IsInstanceOfType(constant)) return constant;
        if (type.IsArray)
        {
            var items = ((IEnumerable)constant).Cast<object>()
                .Select(item => ToClr(item is ConstantValue nested ? nested.Value : item, type.GetElementType())).ToArray();
            var array = Array.CreateInstance(type.GetElementType(), items.Length);
            items.CopyTo(array, 0);
            return array;
        }
        return type.IsEnum
            ? Enum.ToObject(type, constant is EnumConstant member ? member.Value : Convert.ToInt64(constant, CultureInfo.InvariantCulture))
            : Convert.ChangeType(constant, type, CultureInfo.InvariantCulture);
    }
}
