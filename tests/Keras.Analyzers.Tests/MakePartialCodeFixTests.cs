using Keras.CodeFixes;
using Keras.Tests.Sources;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Keras.Analyzers.Tests;

/// <summary>The fix for KER001 and KER002.</summary>
public class MakePartialCodeFixTests
{
    private const string Body = "{ [Dense(4)] private readonly Dense _a; public KerasTensor Call([Input(4)] KerasTensor x) => _a.Call(x); }";

    [Theory]
    [InlineData("public sealed class M : Model " + Body, "public sealed partial class M : Model " + Body)]
    [InlineData("/* mine */ class M : Model " + Body, "/* mine */ partial class M : Model " + Body)]
    [InlineData("static class Outer { partial class M : Model " + Body + " }", "static partial class Outer { partial class M : Model " + Body + " }")]
    public async Task MakesTheTypePartial(string source, string @fixed)
    {
        var compilation = SourceCompilation.Of(source);
        var diagnostic = Assert.Single(await MarkupVerifier.AnalyzeAsync(compilation));

        using var workspace = new AdhocWorkspace();
        var document = workspace.AddProject("Models", LanguageNames.CSharp)
            .AddDocument("File0.cs", SourceText.From(SourceCompilation.Usings + source));
        CodeAction? action = null;
        var provider = new MakePartialCodeFix();
        Assert.Contains(diagnostic.Id, provider.FixableDiagnosticIds);
        await provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic.Location.SourceSpan, [diagnostic], (found, _) => action = found, default));

        var operation = Assert.IsType<ApplyChangesOperation>(Assert.Single(await action!.GetOperationsAsync(default)));
        var text = await operation.ChangedSolution.GetDocument(document.Id)!.GetTextAsync();
        Assert.Equal(SourceCompilation.Usings + @fixed, text.ToString());
        Assert.Empty(await MarkupVerifier.AnalyzeAsync(SourceCompilation.Of(@fixed)));
    }
}
