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
    /// <summary>The field of the nested model, the property that is generated for it, and the layer's name.</summary>
    [Theory]
    [InlineData("[Dense(4)] private readonly Dense _innerPart", "InnerPart", "inner_part")]
    [InlineData("[Dense(4), Layer(Name = \"head\")] private readonly Dense _innerPart", "InnerPart", "head")]
    [InlineData("[Dense(4)] private readonly Dense _padding", "PaddingLayer", "padding")]
    [InlineData("[Dense(4), Layer(Name = \"same\")] private readonly Dense _padding", "PaddingLayer", "same")]
    [InlineData("[Dense(4)] private readonly Dense _hiddenLayer", "HiddenLayer", "hidden_layer")]
    public async Task ReachesTheLayerByItsName(string field, string property, string layer)
    {
        var nested = $"public partial class Nested : Model {{ {field}; public KerasTensor Call([Input(4)] KerasTensor x) => {field.Split(' ')[^1]}.Call(x); }}";
        var before = $"public partial class M : Model {{ private readonly Nested _nested; public KerasTensor Call([Input(4)] KerasTensor x) {{ var y = _nested.Call(x); return y + _nested.{property}.Output; }} }}";
        var compilation = MarkupVerifier.Generate(SourceCompilation.Of(before, nested));
        var diagnostic = Assert.Single(await MarkupVerifier.AnalyzeAsync(compilation));
        Assert.Contains($"GetLayer<Dense>(\"{layer}\")", diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);

        using var workspace = new AdhocWorkspace();
        var project = workspace.AddProject("Models", LanguageNames.CSharp)
            .WithMetadataReferences(compilation.References).WithParseOptions(SourceCompilation.ParseOptions);
        foreach (var tree in compilation.SyntaxTrees.Skip(1)) project = project.AddDocument(tree.FilePath, await tree.GetTextAsync(), filePath: tree.FilePath).Project;
        var document = project.AddDocument("File0.cs", SourceText.From(SourceCompilation.Usings + before));
        CodeAction? action = null;
        var provider = new UseGetLayerCodeFix();
        Assert.Contains(diagnostic.Id, provider.FixableDiagnosticIds);
        await provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic.Location.SourceSpan, [diagnostic], (found, _) => action = found, default));

        var operation = Assert.IsType<ApplyChangesOperation>(Assert.Single(await action!.GetOperationsAsync(default)));
        var text = (await operation.ChangedSolution.GetDocument(document.Id)!.GetTextAsync()).ToString();
        var @fixed = before.Replace($"_nested.{property}.Output", $"_nested.GetLayer<Dense>(\"{layer}\").Output", StringComparison.Ordinal);
        Assert.Equal(SourceCompilation.Usings + @fixed, text);
        Assert.Empty(await MarkupVerifier.AnalyzeAsync(MarkupVerifier.Generate(SourceCompilation.Of(@fixed, nested))));
    }
}
