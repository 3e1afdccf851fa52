using Keras.Compiler.Description;
using Keras.Compiler.Problems;
using Keras.Compiler.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Keras.Compiler.Binding;

/// <summary>A layer field with its symbol, which binding alone sees.</summary>
internal sealed record LayerField(ISymbol Symbol, FieldDescription Description, INamedTypeSymbol? NestedModel);

/// <summary>Layer fields and partial properties: type, attributes, names, and what is wrong with them.</summary>
internal sealed class FieldBinder(BindingContext context)
{
    private readonly AttributeReader _attributes = new(context);

    /// <summary>All layer fields in order of declaration.</summary>
    public IReadOnlyList<LayerField> Bind()
    {
        var fields = new List<LayerField>();
        foreach (var member in context.Model.GetMembers())
        {
            context.Cancellation.ThrowIfCancellationRequested();
            if (member.IsImplicitlyDeclared || member.IsGenerated()) continue;
            var type = member switch
            {
                IFieldSymbol field => field.Type,
                IPropertySymbol { IsIndexer: false } property when IsPartial(property) => property.Type,
                _ => null,
            };
            if (type is not null && IsLayerField(member, type)) fields.Add(Bind(member, type));
        }
        return fields;
    }

    private bool IsLayerField(ISymbol member, ITypeSymbol type)
    {
        if (member.GetAttributes().Any(a => a.AttributeClass.DerivesFrom(KnownNames.LayerDeclarationAttribute))) return true;
        return !member.IsStatic && Element(type).IsLayer();
    }

    private LayerField Bind(ISymbol member, ITypeSymbol type)
    {
        var id = context.Node(member.UserLocation());
        CheckModifiers(member);
        var attributes = _attributes.Read(member);
        var handles = Handles(Element(type));
        var nested = handles[handles.Count - 1] as INamedTypeSymbol is { } inner && inner.IsModel() ? inner : null;
        new AttributeFit(context, _attributes).Check(member, handles, nested is not null, id);

        var description = new FieldDescription(
            id,
            member.Name,
            member is IPropertySymbol,
            member is IPropertySymbol ? member.DeclaredAccessibility.ToKeyword() : "",
            AttributeReader.Named(attributes, KnownNames.LayerAttribute, nameof(LayerAttribute.Name))?.Value as string ?? KerasName.FromIdentifier(member.Name),
            handles.Select(h => new HandleDescription(h.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), h.Name)).ToEquatableArray(),
            nested?.FullMetadataName(),
            attributes,
            AttributeReader.Named(attributes, KnownNames.LayerAttribute, nameof(LayerAttribute.Trainable))?.Value as bool? ?? true,
            Repeat(member, type, attributes, id),
            AttributeReader.PrecisionOf(attributes, KnownNames.LayerAttribute),
            AttributeReader.WeightStorageOf(attributes, KnownNames.LayerAttribute));
        return new(member, description, nested);
    }

    private void CheckModifiers(ISymbol member)
    {
        var problems = context.Problems;
        if (member.IsStatic) problems.LayerFieldModifiers(context.Place(member), member.Name, "an instance member");
        if (member is IFieldSymbol { IsReadOnly: false, IsConst: false })
            problems.LayerFieldModifiers(context.Place(member), member.Name, "readonly");
        if (member is IPropertySymbol { SetMethod: not null })
            problems.LayerFieldModifiers(context.Place(member), member.Name, "a property with a getter alone");
        foreach (var reference in member.UserDeclarations())
            if (reference.GetSyntax(context.Cancellation) is VariableDeclaratorSyntax { Initializer: { } initializer })
                problems.LayerFieldInitialised(context.Place(initializer), member.Name);
    }

    private int? Repeat(ISymbol member, ITypeSymbol type, EquatableArray<AttributeDescription> attributes, int id)
    {
        var problems = context.Problems;
        var repeat = attributes.FirstOrDefault(a => a.TypeName == KnownNames.RepeatAttribute);
        if (type is not IArrayTypeSymbol array)
        {
            if (repeat is not null) problems.RepeatDoesNotFit(repeat.Id, member.Name, "has [Repeat] but is no array; declare it as an array");
            return null;
        }
        if (array.Rank != 1 || array.ElementType is IArrayTypeSymbol)
            problems.RepeatDoesNotFit(id, member.Name, "must be an array of one dimension");
        if (repeat is null)
        {
            problems.RepeatDoesNotFit(id, member.Name, "is an array and needs [Repeat(n)], which says how many layers it holds");
            return 1;
        }
        var argument = repeat.Positional[0];
        if (argument.Value.Value is int count and >= 1) return count;
        problems.AttributeArgumentOutOfRange(argument.Id, argument.Name, argument.Value.ToString(), "at least 1");
        return 1;
    }

    private static bool IsPartial(IPropertySymbol property) =>
        property.UserDeclarations().Any(r => r.GetSyntax() is PropertyDeclarationSyntax syntax && syntax.Modifiers.Any(SyntaxKind.PartialKeyword));

    private static ITypeSymbol Element(ITypeSymbol type)
    {
        while (type is IArrayTypeSymbol array) type = array.ElementType;
        return type.WithNullableAnnotation(NullableAnnotation.NotAnnotated);
    }

    /// <summary>The handle's type and those it wraps, from the outside in.</summary>
    private static List<ITypeSymbol> Handles(ITypeSymbol type)
    {
        var handles = new List<ITypeSymbol> { type };
        while (handles[handles.Count - 1] is INamedTypeSymbol { TypeArguments.Length: > 0 } wrapper && wrapper.IsLayer())
            handles.Add(wrapper.TypeArguments[0]);
        return handles;
    }
}
