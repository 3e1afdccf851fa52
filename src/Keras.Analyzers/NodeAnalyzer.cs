using System.Collections.Concurrent;
using System.Collections.Immutable;
using Keras.Compiler.Binding;
using Keras.Compiler.Graph;
using Keras.Compiler.Problems;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Keras.Analyzers;

/// <summary>Reports what would throw where code reads the nodes of an instance's layers, such as <c>model.Lstm.Output</c> of a layer with
/// two calls. Within <c>Call</c> and its helpers the model's own analysis says it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NodeAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        Descriptors.KER201, Descriptors.KER202, Descriptors.KER203, Descriptors.KER204, Descriptors.KER205, Descriptors.KER206, Descriptors.KER219,
    ];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(KnownNames.Model) is null) return;
            var graphs = new ConcurrentDictionary<INamedTypeSymbol, FunctionalGraph?>(SymbolEqualityComparer.Default);
            start.RegisterOperationAction(operation => Analyze(operation, graphs), OperationKind.PropertyReference, OperationKind.Invocation);
        });
    }

    private static void Analyze(OperationAnalysisContext context, ConcurrentDictionary<INamedTypeSymbol, FunctionalGraph?> graphs)
    {
        if (UsageAnalyzer.IsReadByCompiler(context.ContainingSymbol) || IsNamed(context.Operation)) return;
        var problems = new ProblemList("");
        switch (context.Operation)
        {
            case IPropertyReferenceOperation { Property: { Name: "Output" or "Input" or "OutputShape" or "InputShape" } property } access
                when property.ContainingType.IsLayer() && Layer(access.Instance) is { } layer:
                InstanceNodes.CheckProperty(layer, property.Name, problems);
                break;
            case IInvocationOperation { Arguments: [{ Value.ConstantValue: { HasValue: true, Value: int index } }] } call
                when call.TargetMethod.ContainingType.IsLayer() && Layer(call.Instance) is { } layer:
                InstanceNodes.CheckMethod(layer, call.TargetMethod.Name, index, problems);
                break;
            case IInvocationOperation { TargetMethod: { Name: "GetLayer", TypeArguments: [var expected] } } call
                when LayerReference.Of(call) is { } reference && Graph(reference.Model) is { } graph:
                InstanceNodes.CheckGetLayer(graph, reference.Name, expected.Name, problems);
                break;
        }
        foreach (var problem in problems.Problems) context.ReportDiagnostic(problem.At(Place(context.Operation, problem.Node).GetLocation()));

        GraphLayer? Layer(IOperation? instance) =>
            LayerReference.Of(instance) is { } reference && Graph(reference.Model) is { } graph && reference.KerasNameIn(graph.Description) is { } name
                ? graph.Layers.FirstOrDefault(layer => layer.Name == name)
                : null;

        FunctionalGraph? Graph(INamedTypeSymbol model) => graphs.GetOrAdd(model, _ =>
            ModelMemo.Of(context.Compilation).Closure(model, context.CancellationToken) is { IsComplete: true } closure
                ? GraphBuilder.Build(closure.Model, closure.Find, context.CancellationToken).Graph
                : null);
    }

    /// <summary>The whole access, or its argument.</summary>
    private static SyntaxNode Place(IOperation access, int place) =>
        place == InstanceNodes.Argument && access is IInvocationOperation call ? call.Arguments[0].Value.Syntax : access.Syntax;

    /// <summary>Whether the access stands in <c>nameof</c>.</summary>
    private static bool IsNamed(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
            if (parent is INameOfOperation) return true;
        return false;
    }
}
