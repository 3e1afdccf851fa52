using System.Collections.Immutable;
using Keras.Compiler.Description;
using Keras.Compiler.Problems;
using Keras.Compiler.Support;
using Microsoft.CodeAnalysis;

namespace Keras.Compiler.Binding;

/// <summary>Reads a model class into its description. Reads only what the user wrote: the result is the same whether generated code is
/// fresh, stale or absent.</summary>
public static class ModelBinder
{
    /// <summary>Binds one class.</summary>
    /// <param name="model">A class of <paramref name="compilation"/> derived from <c>Keras.Model</c>.</param>
    /// <param name="compilation">Constants, types and bodies come from its semantic models.</param>
    /// <param name="cancellation">Looked at per member and per statement.</param>
    /// <param name="bodies">Method bodies that the caller has bound already.</param>
    public static BindingResult Bind(
        INamedTypeSymbol model, Compilation compilation, CancellationToken cancellation, BodyReader? bodies = null)
    {
        var context = new BindingContext(model, compilation, bodies, cancellation);
        ClassBinder.Check(context);
        var fields = new FieldBinder(context).Bind();
        var call = CallSignature.Bind(context);
        if (call is { IsSequential: true }) SequentialBinder.Check(context, fields, call);
        var functions = call is { Method: { } method, IsSequential: false } ? new FunctionTable(context, fields).Bind(method) : [];
        var members = ClassBinder.DeclaredMembers(model);
        var foreign = ForeignModels.Read(context, fields);
        var attributes = new AttributeReader(context).Read(model);

        var description = new ModelDescription(
            context.ModelName,
            model.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() : "",
            ClassBinder.ContainingTypes(model),
            model.Name,
            ClassBinder.Modifiers(model),
            fields.Select(f => f.Description).ToEquatableArray(),
            call?.Inputs ?? [],
            call?.OutputNames ?? [],
            call is { IsSequential: true },
            functions,
            members,
            model.InstanceConstructors.Any(c => !c.IsImplicitlyDeclared && !c.IsGenerated()),
            IsFaulty: context.HasForeignError || context.Problems.Problems.Count > 0,
            AttributeReader.PrecisionOf(attributes, KnownNames.ModelAttribute),
            AttributeReader.WeightStorageOf(attributes, KnownNames.ModelAttribute));
        return new(description, foreign, context.ToSourceMap(), context.Problems.Problems.ToImmutableArray());
    }

    /// <summary>What the generator keeps: a faulty model's functions are left out, since code that does not bind is bound differently
    /// before and after generation, and a skeleton does not need them.</summary>
    public static ModelDescription ForEmission(ModelDescription description) =>
        description.IsFaulty ? description with { Functions = [] } : description;

    /// <summary>The class's header alone, for a skeleton where binding itself failed.</summary>
    public static ModelDescription Header(INamedTypeSymbol model) => new(
        model.FullMetadataName(),
        model.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() : "",
        ClassBinder.ContainingTypes(model),
        model.Name,
        ClassBinder.Modifiers(model),
        Fields: [],
        Inputs: [],
        OutputNames: [],
        IsSequential: false,
        Functions: [],
        DeclaredMembers: [],
        ChainsConstructor: false,
        IsFaulty: true);
}
