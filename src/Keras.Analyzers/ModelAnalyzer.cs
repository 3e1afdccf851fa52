using System.Collections.Concurrent;
using System.Collections.Immutable;
using Keras.Compiler;
using Keras.Compiler.Binding;
using Keras.Compiler.Problems;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Keras.Analyzers;

/// <summary>Reports the faults of model classes: the same front end as the generator's, with positions.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ModelAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [.. Descriptors.ById.Values.Where(d => d.Id != Descriptors.KER250.Id).OrderBy(d => d.Id, StringComparer.Ordinal)];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(KnownNames.Model) is null) return;
            start.RegisterSymbolStartAction(StartType, SymbolKind.NamedType);
        });
    }

    private static void StartType(SymbolStartAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.IsModel())
        {
            // The compiler has bound the bodies already; binding them again would cost as much once more.
            var bodies = new ConcurrentDictionary<ISymbol, IBlockOperation>(SymbolEqualityComparer.Default);
            context.RegisterOperationBlockAction(block =>
            {
                if (block.OwningSymbol is IMethodSymbol && block.OperationBlocks.OfType<IBlockOperation>().FirstOrDefault() is { } body)
                    bodies[block.OwningSymbol] = body;
            });
            context.RegisterSymbolEndAction(end => Report(end, type, (method, _) => bodies.TryGetValue(method, out var body) ? body : null));
        }
        else if (DeclaresInputs(type))
        {
            context.RegisterSymbolEndAction(end => ReportOtherBase(end, type));
        }
    }

    private static void Report(SymbolAnalysisContext context, INamedTypeSymbol model, BodyReader bodies)
    {
        try
        {
            var memo = ModelMemo.Of(context.Compilation);
            var binding = memo.Bind(model, context.CancellationToken, bodies);
            foreach (var problem in binding.Problems) context.ReportDiagnostic(problem.At(binding.SourceMap[problem.Node]));
            foreach (var problem in ModelChecker.Check(memo.Closure(binding, context.CancellationToken), context.CancellationToken))
                if (Locate(memo, binding, problem, context.CancellationToken) is { } location)
                    context.ReportDiagnostic(problem.At(location));
            if (model.Attribute(KnownNames.CompilerFailureAttribute)?.ConstructorArguments is [{ Value: string failure }])
                context.ReportDiagnostic(ProblemReporter.Failure(model.Name, failure, model.UserLocation()));
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            context.ReportDiagnostic(ProblemReporter.Failure(model.Name, failure.ToString(), model.UserLocation()));
        }
    }

    /// <summary>Where a problem of the graph is shown: in the body of a nested model only where that model by itself has no such fault;
    /// null where it reports the fault itself.</summary>
    private static Location? Locate(ModelMemo memo, BindingResult binding, Problem problem, CancellationToken cancellation)
    {
        if (problem.Model == binding.Description.FullName) return binding.SourceMap[problem.Node];
        if (memo.Find(problem.Model, cancellation) is not { } nested) return binding.SourceMap[SourceMap.Class];
        return ModelChecker.Check(memo.Closure(nested, cancellation), cancellation).Contains(problem) ? null : nested.SourceMap[problem.Node];
    }

    private static bool DeclaresInputs(INamedTypeSymbol type) =>
        type.TypeKind == TypeKind.Class
        && type.GetMembers(KnownNames.Call).OfType<IMethodSymbol>().Any(m => m.Parameters.Any(p => p.Attribute(KnownNames.InputAttribute) is not null));

    private static void ReportOtherBase(SymbolAnalysisContext context, INamedTypeSymbol type)
    {
        var problems = new ProblemList(type.FullMetadataName());
        problems.ModelNotDerivedDirectly(SourceMap.Class, type.Name, type.BaseType?.ToDisplayString() ?? "object");
        context.ReportDiagnostic(problems.Problems[0].At(type.UserLocation()));
    }
}
