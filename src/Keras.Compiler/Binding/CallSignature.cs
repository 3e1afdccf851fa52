using System.Collections.Immutable;
using Keras.Compiler.Description;
using Keras.Compiler.Problems;
using Keras.Compiler.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Keras.Compiler.Binding;

/// <summary>The signature of <c>Call</c>: inputs, outputs, and whether it has a body.</summary>
/// <param name="Method">The method whose body is read.</param>
/// <param name="Inputs">Its parameters.</param>
/// <param name="OutputNames">Names of what it returns.</param>
/// <param name="IsSequential">True where it is declared without a body.</param>
internal sealed record CallSignature(
    IMethodSymbol Method, EquatableArray<InputDescription> Inputs, EquatableArray<string> OutputNames, bool IsSequential)
{
    /// <summary>Finds <c>Call</c> in the class and reads its signature; null where there is none.</summary>
    public static CallSignature? Bind(BindingContext context)
    {
        var methods = context.Model.GetMembers(KnownNames.Call).OfType<IMethodSymbol>()
            .Where(m => m.MethodKind == MethodKind.Ordinary && m.UserDeclarations().Any()).ToList();
        if (methods.Count == 0)
        {
            context.Problems.CallMissing(SourceMap.Class, context.Model.Name);
            return null;
        }
        var call = methods.FirstOrDefault(m => m.Parameters.Any(p => p.Attribute(KnownNames.InputAttribute) is not null)) ?? methods[0];
        foreach (var other in methods.Where(m => !SymbolEqualityComparer.Default.Equals(m, call)))
            context.Problems.CallNotSingle(context.Place(other), context.Model.Name);

        CheckModifiers(context, call);
        var inputs = call.Parameters.Select(p => Input(context, p)).ToEquatableArray();
        // The implementing part of a partial Call is generated, unless the user wrote it.
        var implementation = call.PartialImplementationPart is { } part && part.UserDeclarations().Any() ? part : null;
        return new(implementation ?? call, inputs, Outputs(context, call), call.IsPartialDefinition && implementation is null);
    }

    private static void CheckModifiers(BindingContext context, IMethodSymbol call)
    {
        foreach (var fault in Faults(call)) context.Problems.CallNotAllowed(context.Place(call), context.Model.Name, fault);
    }

    private static IEnumerable<string> Faults(IMethodSymbol call)
    {
        if (call.DeclaredAccessibility != Accessibility.Public) yield return call.DeclaredAccessibility.ToKeyword();
        if (call.IsStatic) yield return "static";
        if (call.IsGenericMethod) yield return "generic";
        if (call.IsAsync) yield return "async";
        if (call.IsExtern) yield return "extern";
        if (call.ReturnsByRef || call.ReturnsByRefReadonly) yield return "returning by reference";
        if (call.Parameters.IsEmpty) yield return "without parameters, since these are the model's inputs";
    }

    private static InputDescription Input(BindingContext context, IParameterSymbol parameter)
    {
        var id = context.Node(parameter.UserLocation());
        var problems = context.Problems;
        if (ParameterFault(parameter) is { } fault) problems.ParameterNotAllowed(context.Place(parameter), parameter.Name, fault);
        if (parameter.Attribute(KnownNames.InputAttribute) is not { } attribute)
        {
            problems.ParameterWithoutInput(context.Place(parameter), parameter.Name);
            return new(id, parameter.Name, [], DType.Float32, 0);
        }
        if (attribute.AttributeConstructor is null || attribute.ConstructorArguments[0] is not { Kind: TypedConstantKind.Array, IsNull: false } shape)
        {
            context.HasForeignError = true;
            return new(id, parameter.Name, [], DType.Float32, 0);
        }
        var syntax = (AttributeSyntax)attribute.ApplicationSyntaxReference!.GetSyntax(context.Cancellation);
        return new(
            id,
            parameter.Name,
            Shape(context, parameter, shape.Values, syntax),
            (DType)(Named(attribute, nameof(InputAttribute.DType)) as int? ?? 0),
            BatchSize(context, attribute, syntax));
    }

    private static EquatableArray<int> Shape(
        BindingContext context, IParameterSymbol parameter, ImmutableArray<TypedConstant> axes, AttributeSyntax syntax)
    {
        var given = syntax.ArgumentList?.Arguments.Where(a => a.NameEquals is null).ToArray() ?? [];
        for (var i = 0; i < axes.Length; i++)
            if (axes[i].Value is not int length) context.HasForeignError = true;
            else if (length < 1 && length != Axis.None)
                context.Problems.InputAxisOutOfRange(
                    context.Place(given.Length == axes.Length ? given[i].Expression : syntax), parameter.Name, i + 1, length);
        return axes.Select(a => a.Value as int? ?? 1).ToEquatableArray();
    }

    private static int BatchSize(BindingContext context, AttributeData attribute, AttributeSyntax syntax)
    {
        var size = Named(attribute, nameof(InputAttribute.BatchSize)) as int? ?? 0;
        if (size >= 0) return size;
        context.Problems.AttributeArgumentOutOfRange(
            context.Place(syntax), nameof(InputAttribute.BatchSize), new ConstantValue(size).ToString(), "at least 1, or 0 where it is open");
        return 0;
    }

    private static object? Named(AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(a => a.Key == name).Value is { Kind: not TypedConstantKind.Array } value ? value.Value : null;

    private static string? ParameterFault(IParameterSymbol parameter) =>
        parameter.RefKind != RefKind.None ? "passed by reference"
        : parameter.IsParams ? "params"
        : parameter.IsOptional ? "optional"
        : !parameter.Type.Is(KnownNames.KerasTensor) ? $"of type {parameter.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}"
        : null;

    private static EquatableArray<string> Outputs(BindingContext context, IMethodSymbol call)
    {
        if (call.ReturnType.Is(KnownNames.KerasTensor)) return ["Output"];
        if (call.ReturnType is not INamedTypeSymbol { IsTupleType: true } tuple || tuple.TupleElements.Any(e => !e.Type.Is(KnownNames.KerasTensor)))
        {
            context.HasForeignError |= call.ReturnType.TypeKind == TypeKind.Error;
            context.Problems.CallReturnType(
                ReturnTypeSyntax(context, call), context.Model.Name, call.ReturnType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat));
            return [];
        }
        for (var i = 0; i < tuple.TupleElements.Length; i++)
            if (!tuple.TupleElements[i].IsExplicitlyNamedTupleElement)
                context.Problems.OutputNotNamed(ReturnTypeSyntax(context, call), context.Model.Name, i + 1);
        return tuple.TupleElements.Select(e => e.Name).ToEquatableArray();
    }

    private static int ReturnTypeSyntax(BindingContext context, IMethodSymbol call) =>
        call.UserDeclarations().FirstOrDefault()?.GetSyntax(context.Cancellation) is MethodDeclarationSyntax method
            ? context.Place(method.ReturnType) : context.Place(call);
}
