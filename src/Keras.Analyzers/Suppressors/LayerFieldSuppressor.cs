using System.Collections.Immutable;
using Keras.Compiler.Binding;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Keras.Analyzers.Suppressors;

/// <summary>Silences what compiler and analyzers say of layer fields without cause: the generated constructor assigns them, and
/// generated code reads them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LayerFieldSuppressor : DiagnosticSuppressor
{
    private const string Assigned = "The generated constructor assigns layer fields";
    private const string Used = "Generated code uses layer fields";

    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } =
    [
        new("KERS001", "CS8618", Assigned),
        new("KERS002", "CS0649", Assigned),
        new("KERS003", "CS0169", Used),
        new("KERS004", "CS0414", Used),
        new("KERS005", "IDE0044", Assigned),
        new("KERS006", "IDE0051", Used),
        new("KERS007", "IDE0052", Used),
        new("KERS008", "CA1823", Used),
        new("KERS009", "CA1805", Assigned),
    ];

    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (var diagnostic in context.ReportedDiagnostics)
            if (IsOnLayerField(context, diagnostic))
                context.ReportSuppression(Suppression.Create(
                    SupportedSuppressions.First(s => s.SuppressedDiagnosticId == diagnostic.Id), diagnostic));
    }

    private static bool IsOnLayerField(SuppressionAnalysisContext context, Diagnostic diagnostic)
    {
        if (diagnostic.Location.SourceTree is not { } tree) return false;
        var node = tree.GetRoot(context.CancellationToken).FindNode(diagnostic.Location.SourceSpan);
        var symbol = context.GetSemanticModel(tree).GetDeclaredSymbol(node, context.CancellationToken);
        var type = symbol switch
        {
            IFieldSymbol field => field.Type,
            IPropertySymbol property => property.Type,
            _ => null,
        };
        if (type is IArrayTypeSymbol array) type = array.ElementType;
        return symbol?.ContainingType.IsModel() == true && type.IsLayer();
    }
}
