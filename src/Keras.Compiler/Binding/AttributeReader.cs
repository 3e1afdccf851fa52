using Keras.Compiler.Description;
using Keras.Compiler.Problems;
using Keras.Compiler.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Keras.Compiler.Binding;

/// <summary>Attributes as raw arguments. One attribute over several fields is read once and keeps its node numbers, so that its faults
/// are reported once.</summary>
internal sealed class AttributeReader(BindingContext context)
{
    private readonly Dictionary<SyntaxNode, AttributeDescription?> _read = [];

    /// <summary>The attributes on a field or property whose classes are declared in Keras.</summary>
    public EquatableArray<AttributeDescription> Read(ISymbol symbol) =>
        KerasAttributes(symbol).Select(Read).OfType<AttributeDescription>().ToEquatableArray();

    /// <summary>The attributes of Keras on a symbol.</summary>
    public IEnumerable<AttributeData> KerasAttributes(ISymbol symbol) =>
        symbol.GetAttributes().Where(a =>
            a.ApplicationSyntaxReference is { } reference && !reference.SyntaxTree.IsGenerated()
            && SymbolEqualityComparer.Default.Equals(a.AttributeClass?.ContainingAssembly, context.KerasAssembly));

    /// <summary>The value that a property of an attribute was given, or null.</summary>
    public static ConstantValue? Named(EquatableArray<AttributeDescription> attributes, string type, string property) =>
        attributes.FirstOrDefault(a => a.TypeName == type)?.Named.FirstOrDefault(n => n.Name == property)?.Value;

    /// <summary>The precision that an attribute asks for.</summary>
    public static Precision PrecisionOf(EquatableArray<AttributeDescription> attributes, string type) =>
        Named(attributes, type, nameof(Precision))?.Value is EnumConstant { Value: var member } ? (Precision)member : Precision.Default;

    /// <summary>The format of weights that an attribute asks for.</summary>
    public static WeightStorage WeightStorageOf(EquatableArray<AttributeDescription> attributes, string type) =>
        Named(attributes, type, nameof(WeightStorage))?.Value is EnumConstant { Value: var member } ? (WeightStorage)member : WeightStorage.Float32;

    /// <summary>A constant of an attribute.</summary>
    public static ConstantValue ToConstant(TypedConstant constant) => constant.Kind switch
    {
        TypedConstantKind.Array when constant.IsNull => new(null),
        TypedConstantKind.Array => new(constant.Values.Select(ToConstant).ToEquatableArray()),
        TypedConstantKind.Type => new(constant.Value?.ToString()),
        _ => Constants.Of(constant.Type, constant.Value) ?? new(null),
    };

    private AttributeDescription? Read(AttributeData data)
    {
        var syntax = (AttributeSyntax)data.ApplicationSyntaxReference!.GetSyntax(context.Cancellation);
        if (!_read.TryGetValue(syntax, out var description))
        {
            description = Read(data, syntax);
            _read.Add(syntax, description);
        }
        return description;
    }

    private AttributeDescription? Read(AttributeData data, AttributeSyntax syntax)
    {
        if (data.AttributeConstructor is not { } constructor || data.ConstructorArguments.Any(a => a.Kind == TypedConstantKind.Error))
        {
            context.HasForeignError = true;
            return null;
        }
        var id = context.Node(syntax);
        var given = syntax.ArgumentList?.Arguments.ToArray() ?? [];
        var positional = constructor.Parameters.Select((parameter, i) =>
        {
            var argument = given.FirstOrDefault(g => g.NameColon?.Name.Identifier.ValueText == parameter.Name)
                ?? given.Where(g => g.NameEquals is null && g.NameColon is null).ElementAtOrDefault(i);
            return Argument(parameter.Name, argument, data.ConstructorArguments[i], id);
        }).ToEquatableArray();
        // An argument of the wrong type is C#'s to report.
        context.HasForeignError |= data.NamedArguments.Any(pair => pair.Value.Kind == TypedConstantKind.Error);
        var named = data.NamedArguments.Where(pair => pair.Value.Kind != TypedConstantKind.Error).Select(pair =>
            Argument(pair.Key, given.FirstOrDefault(g => g.NameEquals?.Name.Identifier.ValueText == pair.Key), pair.Value, id)).ToEquatableArray();
        return new(id, data.AttributeClass!.FullMetadataName(), positional, named);
    }

    private AttributeArgument Argument(string name, AttributeArgumentSyntax? syntax, TypedConstant value, int attribute)
    {
        var id = syntax is null ? attribute : context.Node(syntax.Expression);
        if (value is { Kind: TypedConstantKind.Enum, Type: { } type } && !IsMember(type, value.Value))
            context.Problems.AttributeArgumentOutOfRange(
                id, name, Constants.Of(null, value.Value)?.ToString() ?? "", $"a member of {type.Name}");
        return new(id, name, ToConstant(value));
    }

    private static bool IsMember(ITypeSymbol type, object? value) =>
        type.GetMembers().OfType<IFieldSymbol>().Any(f => f.HasConstantValue && Equals(f.ConstantValue, value));
}
