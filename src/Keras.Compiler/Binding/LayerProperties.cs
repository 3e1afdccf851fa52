using Keras.Compiler.Description;
using Microsoft.CodeAnalysis;

namespace Keras.Compiler.Binding;

/// <summary>The layers behind generated properties of models.</summary>
public static class LayerProperties
{
    /// <summary>What a property has behind the field's name where that name is taken.</summary>
    private const string Suffix = "_layer";

    /// <summary>The Keras name of the layer that a generated property of a model stands for.</summary>
    public static string LayerNameOf(IPropertySymbol property)
    {
        var name = KerasName.FromIdentifier(property.Name);
        var layers = Layers(property.ContainingType).ToList();
        var found = layers.Where(layer => Snake(layer) == name).Concat(layers.Where(layer => Snake(layer) + Suffix == name)).ToList();
        return found.Count > 0 ? found[0].LayerName : name;

        static string Snake((string Member, string LayerName) layer) => KerasName.FromIdentifier(layer.Member);
    }

    /// <summary>The members that declare layers, and the layers' names: of a model of this compilation by its source, of another assembly by
    /// its description, since its private members may not be known.</summary>
    private static IEnumerable<(string Member, string LayerName)> Layers(INamedTypeSymbol model) => model.UserDeclarations().Any()
        ? model.GetMembers().Where(member => member is IFieldSymbol or IPropertySymbol && member.UserDeclarations().Any()).Select(member => (member.Name, NameOf(member)))
        : ForeignModels.Description(model)?.Fields.Select(field => (field.Name, field.LayerName)) ?? [];

    private static string NameOf(ISymbol member) =>
        member.Attribute(KnownNames.LayerAttribute)?.NamedArguments.FirstOrDefault(argument => argument.Key == nameof(LayerAttribute.Name)).Value.Value as string
        ?? KerasName.FromIdentifier(member.Name);
}
