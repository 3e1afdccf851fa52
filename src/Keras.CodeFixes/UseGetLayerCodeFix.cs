using System.Collections.Immutable;
using System.Composition;
using Keras.Analyzers;
using Keras.Compiler.Binding;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Keras.CodeFixes;

/// <summary>Reaches a layer of a nested model by <c>GetLayer</c> in place of its generated property (KER043).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UseGetLayerCodeFix)), Shared]
public sealed class UseGetLayerCodeFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.KER043.Id];

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span, getInnermostNodeForTie: true) is not MemberAccessExpressionSyntax access) return;
        if (model?.GetSymbolInfo(access, context.CancellationToken).Symbol is not IPropertySymbol property || !property.ContainingType.IsModel()) return;
        var call = SyntaxFactory.ParseExpression(
                $"{access.Expression}.GetLayer<{property.Type.ToMinimalDisplayString(model, access.SpanStart)}>(\"{LayerProperties.LayerNameOf(property)}\")")
            .WithTriviaFrom(access);
        context.RegisterCodeFix(
            CodeAction.Create(
                $"Use '{call}'",
                _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(access, call))),
                equivalenceKey: nameof(UseGetLayerCodeFix)),
            context.Diagnostics);
    }
}
