using System.Collections.Immutable;
using Keras.Compiler.Description;
using Keras.Compiler.Layers;
using Keras.Compiler.Problems;

namespace Keras.Compiler.Graph.Evaluation;

/// <summary>Makes the layers that a field declares, each with those that it wraps.</summary>
internal static class FieldDeclaration
{
    public static void Declare(FieldDescription field, GraphState state)
    {
        if (field.NestedModel is { } nested && !CanNest(nested, field, state)) return;
        if (Kinds(field, state) is not { } kinds)
        {
            // Where the attribute is missing or of another layer, binding has reported it; of a faulty argument it is said already.
            state.IsBlocked = true;
            return;
        }
        state.AddField(field, field.Repeat is { } count
            ? [.. Enumerable.Range(0, count).Select(i => Make(0, kinds[0].Configuration, $"{field.LayerName}_{i}", i))]
            : [Make(0, kinds[0].Configuration, field.LayerName, null)]);

        GraphLayer Make(int level, LayerConfiguration? configuration, string name, int? element)
        {
            var definition = kinds[level].Definition;
            if (definition is null)
                return new GraphLayer(name, null, null, field, element) { ClassName = state.Graphs.Find(field.NestedModel!)!.Name };
            var inner = level + 1 < kinds.Length ? kinds[level + 1].Configuration : null;
            return new GraphLayer(name, definition, configuration, field, element)
            {
                OwnsWrapped = true,
                Wrapped = [.. definition.Wrapped.Select((wrapped, i) => Make(
                    level + 1, inner is null ? null : definition.ConfigureWrapped(configuration!, i, inner), $"{name}/{wrapped}", element))],
            };
        }
    }

    /// <summary>The description node of an argument of a layer's attribute.</summary>
    public static int NodeOf(GraphLayer layer, string property) => LayerConfigurationReader.NodeOf(
        layer.Field!.Attributes.First(attribute => attribute.TypeName == layer.Definition!.AttributeType.FullName), property);

    /// <summary>Definition and configuration of the field's type and of those that it wraps, from the outside in; null each for a model.
    /// Null after a fault.</summary>
    private static ImmutableArray<(LayerDefinition? Definition, LayerConfiguration? Configuration)>? Kinds(FieldDescription field, GraphState state)
    {
        var kinds = ImmutableArray.CreateBuilder<(LayerDefinition?, LayerConfiguration?)>();
        var open = field.Attributes.ToList();
        for (var level = 0; level < field.Handles.Count; level++)
        {
            var isInnermost = level == field.Handles.Count - 1;
            if (isInnermost && field.NestedModel is not null)
            {
                kinds.Add((null, null));
                continue;
            }
            if (LayerCatalogue.FindByHandle(field.Handles[level].Name) is not { } definition || definition.Wrapped.IsEmpty != isInnermost) return null;
            var declaration = open.FirstOrDefault(attribute => attribute.TypeName == definition.AttributeType.FullName);
            if (declaration is null && isInnermost) return null;
            var configuration = declaration is null
                ? LayerConfigurationReader.Read(definition, [])
                : Configure(declaration, isInnermost ? field.Attributes : [], definition, state);
            if (configuration is null) return null;
            kinds.Add((definition, configuration));
            if (declaration is not null) open.Remove(declaration);
        }
        return kinds.ToImmutable();
    }

    /// <summary>Null after reporting arguments of which nothing can be made.</summary>
    private static LayerConfiguration? Configure(
        AttributeDescription declaration, IReadOnlyList<AttributeDescription> attributes, LayerDefinition definition, GraphState state)
    {
        var nulls = LayerConfigurationReader.Nulls(declaration, attributes).ToList();
        foreach (var (argument, property) in nulls)
            state.Problems.AttributeArgumentOutOfRange(argument.Id, property, "null", "given, or left out");
        if (nulls.Count > 0) return null;
        var configuration = LayerConfigurationReader.Read(declaration, attributes, definition);
        definition.Validate(configuration, new(state.Problems, name => LayerConfigurationReader.NodeOf(declaration, name)));
        return configuration;
    }

    private static bool CanNest(string nested, FieldDescription field, GraphState state)
    {
        if (state.Graphs.Path(nested, state.Model.FullName) is { } path)
        {
            var names = path.Insert(0, state.Model.FullName).Select(model => model.Substring(model.LastIndexOf('.') + 1));
            state.Problems.ModelContainsItself(field.Id, state.Model.Name, string.Join(" -> ", names));
            return false;
        }
        if (state.Graphs.Find(nested) is { } description && state.Graphs.Declared(description).Graph is not null) return true;
        state.IsBlocked = true;
        return false;
    }
}
