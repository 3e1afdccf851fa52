using Microsoft.CodeAnalysis;

namespace Keras.Compiler.Binding;

/// <summary>What binding asks of symbols.</summary>
public static class SymbolFacts
{
    /// <summary>Namespace, containing types and name as in metadata: <c>Samples.Outer+Headline</c>.</summary>
    public static string FullMetadataName(this ITypeSymbol type)
    {
        if (type.ContainingType is { } outer) return outer.FullMetadataName() + "+" + type.MetadataName;
        return type.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() + "." + type.MetadataName : type.MetadataName;
    }

    /// <summary>Whether the type has this full metadata name.</summary>
    public static bool Is(this ITypeSymbol? type, string fullName) =>
        type is not null
        && fullName.EndsWith(type.MetadataName, StringComparison.Ordinal)
        && type.OriginalDefinition.FullMetadataName() == fullName;

    /// <summary>Whether the type or one of its bases has this full metadata name.</summary>
    public static bool DerivesFrom(this ITypeSymbol? type, string fullName)
    {
        for (; type is not null; type = type.BaseType)
            if (type.Is(fullName)) return true;
        return false;
    }

    /// <summary>Whether the class is a model: derived from <c>Keras.Model</c>, and not that class itself.</summary>
    public static bool IsModel(this ITypeSymbol? type) => type?.BaseType.DerivesFrom(KnownNames.Model) == true;

    /// <summary>Whether the type is a layer's handle or a model.</summary>
    public static bool IsLayer(this ITypeSymbol? type) => type.DerivesFrom(KnownNames.Layer) || type.DerivesFrom(KnownNames.Model);

    /// <summary>Whether this syntax was written by our own generator.</summary>
    public static bool IsGenerated(this SyntaxTree tree) => tree.FilePath.Contains(KnownNames.Generator);

    /// <summary>The declarations that the user wrote.</summary>
    public static IEnumerable<SyntaxReference> UserDeclarations(this ISymbol symbol) =>
        symbol.DeclaringSyntaxReferences.Where(r => !r.SyntaxTree.IsGenerated());

    /// <summary>Whether only generated code declares the symbol.</summary>
    public static bool IsGenerated(this ISymbol symbol) =>
        symbol.DeclaringSyntaxReferences.Length > 0 && !symbol.UserDeclarations().Any();

    /// <summary>The position of the symbol's name in what the user wrote.</summary>
    public static Location UserLocation(this ISymbol symbol) =>
        symbol.Locations.FirstOrDefault(l => l.SourceTree is { } tree && !tree.IsGenerated()) ?? Location.None;

    /// <summary>The attribute with this full metadata name, or null.</summary>
    public static AttributeData? Attribute(this ISymbol symbol, string fullName) =>
        symbol.GetAttributes().FirstOrDefault(a => a.AttributeClass.Is(fullName));

    /// <summary>As C# writes it: <c>public</c>, <c>protected internal</c>.</summary>
    public static string ToKeyword(this Accessibility accessibility) => accessibility switch
    {
        Accessibility.Public => "public",
        Accessibility.Internal => "internal",
        Accessibility.Protected => "protected",
        Accessibility.ProtectedOrInternal => "protected internal",
        Accessibility.ProtectedAndInternal => "private protected",
        _ => "private",
    };
}
