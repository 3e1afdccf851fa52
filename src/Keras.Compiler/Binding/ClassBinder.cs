using Keras.Compiler.Problems;
using Keras.Compiler.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Keras.Compiler.Binding;

/// <summary>The class itself: what it must and must not be.</summary>
internal static class ClassBinder
{
    public static void Check(BindingContext context)
    {
        var model = context.Model;
        var problems = context.Problems;
        foreach (var kind in ForbiddenKinds(model)) problems.ModelKindNotAllowed(SourceMap.Class, model.Name, kind);
        if (!model.BaseType.Is(KnownNames.Model))
            problems.ModelNotDerivedDirectly(SourceMap.Class, model.Name, model.BaseType?.ToDisplayString() ?? "object");

        foreach (var declaration in Declarations(context, model))
        {
            if (!IsPartial(declaration)) problems.ModelNotPartial(context.Place(declaration.Identifier.GetLocation()), model.Name);
            if (declaration.ParameterList is { } list && !model.IsRecord) problems.PrimaryConstructor(context.Place(list), model.Name);
        }
        for (var outer = model.ContainingType; outer is not null; outer = outer.ContainingType)
            foreach (var declaration in Declarations(context, outer))
                if (!IsPartial(declaration))
                    problems.ContainingTypeNotPartial(context.Place(declaration.Identifier.GetLocation()), outer.Name, model.Name);
        CheckConstructors(context);
    }

    /// <summary>Headers of the containing types from outermost in.</summary>
    public static EquatableArray<string> ContainingTypes(INamedTypeSymbol model)
    {
        var headers = new List<string>();
        for (var outer = model.ContainingType; outer is not null; outer = outer.ContainingType) headers.Insert(0, Header(outer));
        return headers.ToEquatableArray();
    }

    /// <summary>Such as <c>public sealed</c>.</summary>
    public static string Modifiers(INamedTypeSymbol model) =>
        model.DeclaredAccessibility.ToKeyword() + (model.IsStatic ? " static" : model.IsSealed ? " sealed" : model.IsAbstract ? " abstract" : "");

    /// <summary>Names of the user's own members, each once, sorted.</summary>
    public static EquatableArray<string> DeclaredMembers(INamedTypeSymbol model) =>
        model.GetMembers()
            .Where(m => !m.IsImplicitlyDeclared && !m.IsGenerated() && m is not IMethodSymbol { MethodKind: not MethodKind.Ordinary })
            .Select(m => m.Name).Distinct().OrderBy(n => n, StringComparer.Ordinal).ToEquatableArray();

    private static void CheckConstructors(BindingContext context)
    {
        foreach (var constructor in context.Model.InstanceConstructors)
            foreach (var reference in constructor.UserDeclarations())
                if (reference.GetSyntax(context.Cancellation) is ConstructorDeclarationSyntax syntax
                    && !syntax.Initializer.IsKind(SyntaxKind.ThisConstructorInitializer))
                    context.Problems.ConstructorNotChained(context.Place(syntax.Identifier.GetLocation()), context.Model.Name);
    }

    private static IEnumerable<string> ForbiddenKinds(INamedTypeSymbol model)
    {
        if (model.IsRecord) yield return "a record";
        if (model.IsStatic) yield return "static";
        else if (model.IsAbstract) yield return "abstract";
        if (model.IsFileLocal) yield return "file-local";
        if (model.IsGenericType) yield return "generic";
    }

    private static IEnumerable<TypeDeclarationSyntax> Declarations(BindingContext context, INamedTypeSymbol type) =>
        type.UserDeclarations().Select(r => r.GetSyntax(context.Cancellation)).OfType<TypeDeclarationSyntax>();

    private static bool IsPartial(TypeDeclarationSyntax declaration) => declaration.Modifiers.Any(SyntaxKind.PartialKeyword);

    private static string Header(INamedTypeSymbol type)
    {
        var kind = (type.TypeKind, type.IsRecord) switch
        {
            (TypeKind.Struct, true) => "record struct",
            (TypeKind.Struct, _) => "struct",
            (TypeKind.Interface, _) => "interface",
            (_, true) => "record",
            _ => "class",
        };
        var parameters = type.TypeParameters.Length == 0 ? "" : $"<{string.Join(", ", type.TypeParameters.Select(p => p.Name))}>";
        var name = SyntaxFacts.GetKeywordKind(type.Name) == SyntaxKind.None ? type.Name : "@" + type.Name;
        return $"{type.DeclaredAccessibility.ToKeyword()} {(type.IsStatic ? "static " : "")}partial {kind} {name}{parameters}";
    }
}
