using System.Collections.Immutable;

namespace Keras.Compiler.Layers;

/// <summary>All layer definitions of this assembly. There is no list to edit: a definition is a class.</summary>
public static class LayerCatalogue
{
    /// <summary>All definitions by class name.</summary>
    public static ImmutableArray<LayerDefinition> Definitions { get; } =
    [
        .. typeof(LayerCatalogue).Assembly.GetTypes()
            .Where(type => typeof(LayerDefinition).IsAssignableFrom(type) && !type.IsAbstract)
            .Select(type => (LayerDefinition)Activator.CreateInstance(type))
            .OrderBy(definition => definition.ClassName, StringComparer.Ordinal),
    ];

    private static readonly ImmutableDictionary<string, LayerDefinition> ByAttribute =
        Definitions.Where(definition => definition.IsLayer).ToImmutableDictionary(definition => definition.AttributeType.FullName, StringComparer.Ordinal);

    private static readonly ImmutableDictionary<string, (LayerDefinition, LayerFunction)> ByFunction =
        Definitions.SelectMany(definition => definition.Functions.Select(function => (definition, function)))
            .ToImmutableDictionary(pair => pair.function.Name, StringComparer.Ordinal);

    private static readonly ImmutableDictionary<(string, OperatorForm), (LayerDefinition, LayerOperator)> ByOperator =
        Definitions.SelectMany(definition => definition.Operators.Select(form => (definition, form)))
            .ToImmutableDictionary(pair => (pair.form.Symbol, pair.form.Form));

    /// <summary>The definition of a layer by its attribute's full name, or null.</summary>
    public static LayerDefinition? FindByAttribute(string attribute) => ByAttribute.TryGetValue(attribute, out var found) ? found : null;

    /// <summary>The definition of the layer whose handle has this simple name, or null: the class's name, or where that is an
    /// enumeration's, with the suffix <c>Layer</c>.</summary>
    public static LayerDefinition? FindByHandle(string handle) =>
        Definitions.FirstOrDefault(definition => definition.IsLayer && (handle == definition.ClassName || handle == definition.ClassName + "Layer"));

    /// <summary>The definition behind a function of <c>Keras.Ops</c>, or null.</summary>
    public static (LayerDefinition Definition, LayerFunction Function)? FindByFunction(string function) =>
        ByFunction.TryGetValue(function, out var found) ? found : null;

    /// <summary>The definition behind an operator, or null.</summary>
    public static (LayerDefinition Definition, LayerOperator Operator)? FindByOperator(string symbol, OperatorForm form) =>
        ByOperator.TryGetValue((symbol, form), out var found) ? found : null;
}
