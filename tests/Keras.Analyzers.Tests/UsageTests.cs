using Microsoft.CodeAnalysis;

namespace Keras.Analyzers.Tests;

/// <summary>KER250, suppressions, and the compiler's own failure.</summary>
public class UsageTests
{
    private const string M =
        "public partial class M : Model { [Dense(4)] private readonly Dense _a; public KerasTensor Call([Input(4)] KerasTensor x) => _a.Call(x); ";

    [Fact]
    public async Task CallOfAModelPointsToPredict()
    {
        var message = Assert.Single(await MarkupVerifier.VerifyAsync(M + "}", "class Use { object F(M m, KerasTensor x) => {|KER250:m.Call(x)|}; }"));
        Assert.Equal("'M.Call' is read by the compiler and never runs; call Predict on an instance", message);
    }

    [Fact]
    public Task CallInAConstructorOfTheModel() =>
        MarkupVerifier.VerifyAsync(M + "public M(KerasTensor x) : this(seed: 1) => {|KER250:_a.Call(x)|}; }");

    [Fact]
    public Task CallOfALayerAndMethodGroup() => MarkupVerifier.VerifyAsync(
        "class Use { object F(Dense d, KerasTensor x) => {|KER250:d.Call(x)|}; System.Func<KerasTensor, KerasTensor> G(Dense d) => {|KER250:d.Call|}; }");

    [Theory]
    [InlineData("{|KER201:m.Hidden.Output|}")]
    [InlineData("{|KER201:((m.Hidden)).Input|}")]
    [InlineData("m.Hidden.GetOutputAt({|KER204:2|})")]
    [InlineData("m.Hidden.GetOutputAt(1)")]
    [InlineData("{|KER202:m.Hidden.OutputShape|}")]
    [InlineData("{|KER202:m.Hidden.InputShape|}")]
    [InlineData("m.GetLayer<Dense>({|KER205:\"nope\"|})")]
    [InlineData("{|KER206:m.GetLayer<Dropout>(\"hidden\")|}")]
    [InlineData("{|KER201:m.GetLayer<Dense>(\"hidden\").Output|}")]
    [InlineData("nameof(m.Hidden.Output)")]
    public Task NodesOfAnInstancesLayers(string access) => MarkupVerifier.VerifyAsync(
        "public partial class N : Model { [Dense(4)] public partial Dense Hidden { get; } public (KerasTensor A, KerasTensor B) Call([Input(4)] KerasTensor x, [Input(2, 4)] KerasTensor y) "
        + "=> (Hidden.Call(x), Hidden.Call(y)); }",
        $"class Use {{ object F(N m) => {access}; }}");

    [Fact]
    public async Task AFailureOfTheCompilerItselfIsReported()
    {
        var compilation = Keras.Tests.Sources.SourceCompilation.Of(
            M + "}", "[Keras.Hosting.CompilerFailure(\"System.Exception: boom\\n at Somewhere\")] partial class M;");
        var diagnostic = Assert.Single(await MarkupVerifier.AnalyzeAsync(compilation));
        Assert.Equal("KER999", diagnostic.Id);
        Assert.Contains("System.Exception: boom at Somewhere", diagnostic.GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WarningsOfLayerFieldsAreSuppressedAndOthersStay()
    {
        // Without generated code: what the compiler says while the generator has not run, or for a class that is not partial.
        var compilation = Keras.Tests.Sources.SourceCompilation.Of(
            "public partial class M : Model { [Dense(4)] private readonly Dense _a, _b; [Dense(4), Repeat(2)] private readonly Dense[] _c; private readonly string _text; }");
        var diagnostics = await Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzerExtensions
            .WithAnalyzers(compilation, MarkupVerifier.Analyzers, new Microsoft.CodeAnalysis.Diagnostics.CompilationWithAnalyzersOptions(
                new Microsoft.CodeAnalysis.Diagnostics.AnalyzerOptions([]), null, true, false, reportSuppressedDiagnostics: true))
            .GetAllDiagnosticsAsync();
        var warnings = diagnostics.Where(d => d.Id is "CS8618" or "CS0169" or "CS0649").ToList();
        Assert.Equal(["_a", "_b", "_c"], Names(warnings.Where(d => d.IsSuppressed)));
        Assert.Equal(["_text"], Names(warnings.Where(d => !d.IsSuppressed)));
    }

    private static IEnumerable<string> Names(IEnumerable<Diagnostic> diagnostics) =>
        diagnostics.Select(d => d.Location.SourceTree!.GetText().ToString(d.Location.SourceSpan)).Distinct().Order(StringComparer.Ordinal);
}
