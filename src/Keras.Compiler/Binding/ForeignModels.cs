using Keras.Compiler.Description;
using Keras.Compiler.Problems;
using Keras.Compiler.Support;
using Microsoft.CodeAnalysis;

namespace Keras.Compiler.Binding;

/// <summary>Nested models of other assemblies, which say as text in an attribute what they are. Their syntax is never read, not even
/// where a project reference would offer it.</summary>
internal static class ForeignModels
{
    /// <summary>The descriptions of all models of other assemblies that the fields reach.</summary>
    public static EquatableArray<ModelDescription> Read(BindingContext context, IReadOnlyList<LayerField> fields)
    {
        var found = new SortedDictionary<string, ModelDescription>(StringComparer.Ordinal);
        foreach (var field in fields)
            if (field.NestedModel is { } model && !SymbolEqualityComparer.Default.Equals(model.ContainingAssembly, context.Compilation.Assembly))
                Collect(
                    context.Compilation, model, found,
                    unreadable => context.Problems.ForeignModelUnreadable(field.Description.Id, unreadable.Name, unreadable.ContainingAssembly.Name),
                    context.Cancellation);
        return found.Values.ToEquatableArray();
    }

    /// <summary>A model of another assembly with the models nested in it; null where it carries no description that can be read.</summary>
    public static ModelClosure? Closure(Compilation compilation, INamedTypeSymbol model, CancellationToken cancellation)
    {
        var found = new SortedDictionary<string, ModelDescription>(StringComparer.Ordinal);
        Collect(compilation, model, found, static _ => { }, cancellation);
        return found.TryGetValue(model.FullMetadataName(), out var description) ? ModelClosure.Of(description, found) : null;
    }

    private static void Collect(
        Compilation compilation, INamedTypeSymbol model, SortedDictionary<string, ModelDescription> found, Action<INamedTypeSymbol> reportUnreadable,
        CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var name = model.FullMetadataName();
        if (found.ContainsKey(name)) return;
        if (Description(model) is not { } description)
        {
            reportUnreadable(model);
            return;
        }
        found.Add(name, description);
        foreach (var nested in description.NestedModels)
            if (Find(compilation, model, nested) is { } symbol)
                Collect(compilation, symbol, found, reportUnreadable, cancellation);
    }

    /// <summary>What the assembly of a model says that it is; null where it says nothing that can be read.</summary>
    public static ModelDescription? Description(INamedTypeSymbol model)
    {
        var arguments = model.Attribute(KnownNames.ModelDescriptionAttribute)?.ConstructorArguments;
        return arguments is [{ Value: ModelDescription.FormatVersion }, { Value: string text }] ? DescriptionText.TryParse(text) : null;
    }

    /// <summary>The nested model of that name: in the same assembly, or in any that carries a description.</summary>
    private static INamedTypeSymbol? Find(Compilation compilation, INamedTypeSymbol owner, string name) =>
        owner.ContainingAssembly.GetTypeByMetadataName(name)
        ?? compilation.GetTypesByMetadataName(name).FirstOrDefault(t => t.Attribute(KnownNames.ModelDescriptionAttribute) is not null);
}
