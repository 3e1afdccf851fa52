using Keras.Compiler.Binding;
using Keras.Compiler.Description;
using Keras.Compiler.Support;
using Microsoft.CodeAnalysis;

namespace Keras.Generators;

/// <summary>One model as it leaves the transform: values alone.</summary>
/// <param name="Description">The class.</param>
/// <param name="Foreign">Nested models of other assemblies.</param>
/// <param name="Failure">Where binding itself failed: what happened.</param>
internal sealed record DescribedModel(ModelDescription Description, EquatableArray<ModelDescription> Foreign, string? Failure)
{
    /// <summary>The model of an attributed parameter; null for all but the first <c>[Input]</c> of the first such <c>Call</c>, since
    /// the transform runs once per parameter.</summary>
    public static DescribedModel? Of(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        if (context.TargetSymbol.ContainingSymbol is not IMethodSymbol { ContainingType: { } model } || !model.IsModel()) return null;
        if (!CanHaveGeneratedPart(model) || !IsFirstInput(context.TargetNode, model)) return null;
        try
        {
            var binding = ModelBinder.Bind(model, context.SemanticModel.Compilation, cancellation);
            return new(ModelBinder.ForEmission(binding.Description), binding.Foreign, Failure: null);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return new(ModelBinder.Header(model), [], failure.ToString());
        }
    }

    /// <summary>Whether another file can hold a part of the class that fits it; where not, the analyzer's message stands alone.</summary>
    private static bool CanHaveGeneratedPart(INamedTypeSymbol model) => model is { IsFileLocal: false, IsGenericType: false, IsRecord: false, IsStatic: false };

    private static bool IsFirstInput(SyntaxNode parameter, INamedTypeSymbol model)
    {
        var first = model.GetMembers(KnownNames.Call).OfType<IMethodSymbol>()
            .SelectMany(m => m.Parameters)
            .Select(p => p.Attribute(KnownNames.InputAttribute)?.ApplicationSyntaxReference)
            .FirstOrDefault(r => r is not null);
        return first is not null && first.SyntaxTree == parameter.SyntaxTree && parameter.FullSpan.Contains(first.Span);
    }
}

/// <summary>A model with its nested models, ready to compile.</summary>
internal sealed record ModelToCompile(ModelClosure Closure, string? Failure);

/// <summary>What a model compiled to.</summary>
internal sealed record CompiledModel(EquatableArray<Compiler.CompiledSource> Sources);
