using System.Collections.Immutable;
using Keras.Compiler.Binding;
using Keras.Compiler.Problems;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Keras.Analyzers;

/// <summary>Reports a model's or layer's <c>Call</c> that would be executed: one outside of the methods of a model class.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UsageAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.KER250];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(KnownNames.Model) is null) return;
            start.RegisterOperationAction(Analyze, OperationKind.Invocation, OperationKind.MethodReference);
        });
    }

    private static void Analyze(OperationAnalysisContext context)
    {
        var method = context.Operation switch
        {
            IInvocationOperation call => call.TargetMethod,
            IMethodReferenceOperation reference => reference.Method,
            _ => throw new InvalidOperationException($"Not registered for {context.Operation.Kind}."),
        };
        if (method.Name is not (KnownNames.Call or "CallWithState" or "CallBoth") || method.IsStatic || !method.ContainingType.IsLayer()) return;
        if (IsReadByCompiler(context.ContainingSymbol)) return;

        var problems = new ProblemList("");
        problems.CallOutsideModel(
            0,
            $"{method.ContainingType.Name}.{method.Name}",
            method.ContainingType.IsModel()
                ? "call Predict on an instance"
                : "call it in Call of the model that holds the layer, and Predict on an instance of that");
        context.ReportDiagnostic(problems.Problems[0].At(context.Operation.Syntax.GetLocation()));
    }

    /// <summary>Methods of a model class are <c>Call</c> and its helpers. Constructors and accessors run.</summary>
    internal static bool IsReadByCompiler(ISymbol symbol) =>
        symbol is IMethodSymbol { MethodKind: MethodKind.Ordinary } && symbol.ContainingType.IsModel();
}
