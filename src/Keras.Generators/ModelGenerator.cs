using System.Collections.Immutable;
using System.Text;
using Keras.Compiler;
using Keras.Compiler.Binding;
using Keras.Compiler.Description;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Keras.Generators;

/// <summary>Generates the other half of each model class. Reports nothing: faults are the analyzers' to say, and a faulty model gets a
/// skeleton. Values that flow between the steps hold no symbol, syntax or position, so that an edit which changes no description
/// regenerates nothing.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class ModelGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var models = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.InputAttribute, static (node, _) => IsParameterOfCall(node), DescribedModel.Of)
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .WithTrackingName(TrackingNames.Models);

        // A model sees its own nested models alone: another one's edit gives it an equal closure, and nothing runs again.
        var closures = models.Combine(models.Collect())
            .Select(static (pair, _) => Close(pair.Left, pair.Right))
            .WithTrackingName(TrackingNames.Closures);

        var sources = closures.Select(Compile).WithTrackingName(TrackingNames.Sources);

        context.RegisterSourceOutput(sources, static (output, model) =>
        {
            foreach (var source in model.Sources) output.AddSource(source.HintName, SourceText.From(source.Text, Encoding.UTF8));
        });
    }

    private static bool IsParameterOfCall(SyntaxNode node) =>
        node is ParameterSyntax { Parent.Parent: MethodDeclarationSyntax { Identifier.ValueText: KnownNames.Call } };

    private static ModelToCompile Close(DescribedModel model, ImmutableArray<DescribedModel> all)
    {
        var known = new Dictionary<string, ModelDescription>(StringComparer.Ordinal);
        foreach (var other in all)
            foreach (var foreign in other.Foreign) known[foreign.FullName] = foreign;
        foreach (var other in all) known[other.Description.FullName] = other.Description;
        return new(ModelClosure.Of(model.Description, known), model.Failure);
    }

    private static CompiledModel Compile(ModelToCompile model, CancellationToken cancellation) => new(
        model.Failure is { } failure
            ? ModelCompiler.Fail(model.Closure.Model, failure)
            : ModelCompiler.Compile(model.Closure, cancellation));
}
