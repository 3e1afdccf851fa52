using Keras.CodeFixes;
using Keras.Tests.Sources;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Keras.Analyzers.Tests;

/// <summary>The fix for KER043.</summary>
public class UseGetLayerCodeFixTests
{
    private const string Nested =
        "public partial class Nested : Model { [Dense(4)] private readonly Dense _innerPart; public KerasTensor Call([Input(4)] KerasTensor x) => _innerPart.Call(x); }";

    private const string Before =
        "public partial class M : Model { private readonly Nested _nested; public KerasTensor Call([Input(4)] KerasTensor x) { var y = _nested.Call(x); return y + _nested.InnerPart.Output; } }";

    [Fact]
    public async Task ReachesTheLayerByItsName()
    {
        var compilation = MarkupVerifier.Generate(SourceCompilation.Of(Before, Nested));
        var diagnostic = Assert.Single(await MarkupVerifier.AnalyzeAsync(compilation));

        using var workspace = new AdhocWorkspace();
        var project = workspace.AddProject("Models", LanguageNames.CSharp)
            .WithMetadataReferences(compilation.References).WithParseOptions(SourceCompilation.ParseOptions);
        foreach (var tree in compilation.SyntaxTrees.Skip(1)) project = project.AddDocument(tree.FilePath, await tree.GetTextAsync(), filePath: tree.FilePath).Project;
        var document = project.AddDocument("File0.cs", SourceText.From(SourceCompilation.Usings + Before));
        CodeAction? action = null;
        var provider = new UseGetLayerCodeFix();
        Assert.Contains(diagnostic.Id, provider.FixableDiagnosticIds);
        await provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic.Location.SourceSpan, [diagnostic], (found, _) => action = found, default));

        var operation = Assert.IsType<ApplyChangesOperation>(Assert.Single(await action!.GetOperationsAsync(default)));
        var text = (await operation.ChangedSolution.GetDocument(document.Id)!.GetTextAsync()).ToString();
        var @fixed = Before.Replace("_nested.InnerPart.Output", "_nested.GetLayer<Dense>(\"inner_part\").Output", StringComparison.Ordinal);
        Assert.Equal(SourceCompilation.Usings + @fixed, text);
        Assert.Empty(await MarkupVerifier.AnalyzeAsync(MarkupVerifier.Generate(SourceCompilation.Of(@fixed, Nested))));
    }
}
