using System.Collections.Immutable;
using Keras.Compiler.Description;
using Keras.Compiler.Layers;
using Keras.Compiler.Problems;

namespace Keras.Compiler.Graph.Evaluation;

/// <summary>Makes the layers that a field declares.</summary>
internal static class FieldDeclaration
{
    public static void Declare(FieldDescription field, GraphState state)
    {
        if (field.NestedModel is { } nested)
        {
            if (!CanNest(nested, field, state)) return;
            state.AddField(field, Elements(field, (name, element) => new GraphLayer(name, null, null, field, element)
            {
                ClassName = state.Graphs.Find(nested)!.Name,
            }));
            return;
        }

        // Where the attribute is missing or of another layer, binding has reported it.
        var declaration = field.Attributes.FirstOrDefault(attribute => LayerCatalogue.FindByAttribute(attribute.TypeName) is not null);
        if (declaration is null)
        {
            state.IsBlocked = true;
            return;
        }
        var definition = LayerCatalogue.FindByAttribute(declaration.TypeName)!;
        var configuration = LayerConfigurationReader.Read(declaration, field.Attributes, definition);
        definition.Validate(configuration, new(state.Problems, name => LayerConfigurationReader.NodeOf(declaration, name)));
        state.AddField(field, Elements(field, (name, element) => new GraphLayer(name, definition, configuration, field, element)));
    }

    private static ImmutableArray<GraphLayer> Elements(FieldDescription field, Func<string, int?, GraphLayer> create) => field.Repeat is { } count
        ? [.. Enumerable.Range(0, count).Select(i => create($"{field.LayerName}_{i}", i))]
        : [create(field.LayerName, null)];

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
