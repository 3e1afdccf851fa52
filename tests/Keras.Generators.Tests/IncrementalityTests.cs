using Keras.Tests.Sources;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Keras.Generators.Tests;

/// <summary>What an edit makes run again.</summary>
public class IncrementalityTests
{
    private const string Other = "class Other { int _x; }";

    private const string Sizes = "static class Sizes { public const int Wide = 7; public const int Unused = 1; }";

    private const string Inner =
        "public partial class Inner : Model { [Dense(4)] private readonly Dense _a; public KerasTensor Call([Input(4)] KerasTensor x) => _a.Call(x); }";

    private const string Middle =
        "public partial class Middle : Model { private readonly Inner _inner; public KerasTensor Call([Input(4)] KerasTensor x) => _inner.Call(x); }";

    private const string Outer =
        "public partial class Outer : Model { private readonly Middle _middle; public KerasTensor Call([Input(4)] KerasTensor x) => _middle.Call(x); }";

    private const string Apart =
        "public partial class Apart : Model { [Dense(4)] private readonly Dense _a; public KerasTensor Call([Input(4)] KerasTensor x, [Input(4)] KerasTensor y) => _a.Call(x + y); }";

    private const string Far =
        "public partial class Far : Model { [Dense(4)] private readonly Dense _a; public KerasTensor Call([Input(4)] KerasTensor x) => _a.Call(x); }";

    private const string UsesFar =
        "public partial class UsesFar : Model { private readonly Far _far; public KerasTensor Call([Input(4)] KerasTensor x) => _far.Call(x); }";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AnEditInAnotherFileLeavesEveryStepCached(bool isReferencing) =>
        ExpectAllCached(isReferencing, [SampleModels.Branches, SampleModels.Sequential, Other], 2, "class Other { int _x; string _added; }");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void MovingTheClassLeavesEveryStepCached(bool isReferencing) =>
        ExpectAllCached(isReferencing, [SampleModels.Mlp], 0, SampleModels.Mlp.Replace("public sealed", "class Above;\n\n\npublic sealed", StringComparison.Ordinal));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ACommentInsideCallLeavesEveryStepCached(bool isReferencing) =>
        ExpectAllCached(isReferencing, [Middle, Inner], 0, Middle.Replace("_inner.Call(x)", "_inner /* shared */ .Call( x)", StringComparison.Ordinal));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AUserMethodWithAnotherBodyLeavesEveryStepCached(bool isReferencing)
    {
        const string Source =
            "public partial class M : Model { [Dense(4)] private readonly Dense _a; public KerasTensor Call([Input(4)] KerasTensor x) => _a.Call(x); public int F() => 1; }";
        ExpectAllCached(isReferencing, [Source], 0, Source.Replace("=> 1", "=> 2", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AConstantInAnAttributeChangedInAnotherFileRegenerates(bool isReferencing)
    {
        const string Source =
            "public partial class M : Model { [Dense(Sizes.Wide)] private readonly Dense _a; public KerasTensor Call([Input(4)] KerasTensor x) => _a.Call(x); }";
        var compilation = Models(isReferencing, Source, Sizes, Apart);
        var run = GeneratorRun.Of(compilation);
        Assert.Equal(isReferencing ? ["Apart.g.cs", "M.g.cs", "UsesFar.g.cs"] : ["Apart.g.cs", "M.g.cs"], run.Recompiled());

        compilation = (CSharpCompilation)compilation.Edit(1, Sizes.Replace("Unused = 1", "Unused = 2", StringComparison.Ordinal));
        Assert.Empty(run.Again(compilation).Recompiled());

        run.Again(compilation.Edit(1, Sizes.Replace("Wide = 7", "Wide = 8", StringComparison.Ordinal)));
        Assert.Equal(["M.g.cs"], run.Recompiled());
    }

    [Fact]
    public void AConstantOfAReferencedProjectRegenerates()
    {
        const string Source =
            "public partial class M : Model { [Dense(Sizes.Wide)] private readonly Dense _a; public KerasTensor Call([Input(4)] KerasTensor x) => _a.Call(x); }";
        var sizes = Sizes.Replace("static class", "public static class", StringComparison.Ordinal);
        CSharpCompilation With(string text) => SourceCompilation.Named("Models", [SourceCompilation.Named("Sizes", [], text).ToMetadataReference()], Source, Apart);
        var run = GeneratorRun.Of(With(sizes));
        Assert.Empty(run.Again(With(sizes.Replace("Unused = 1", "Unused = 2", StringComparison.Ordinal))).Recompiled());
        Assert.Equal(["M.g.cs"], run.Again(With(sizes.Replace("Wide = 7", "Wide = 8", StringComparison.Ordinal))).Recompiled());
    }

    [Theory]
    [InlineData(0, "Dense(4)", "Dense(5)", "Inner.g.cs", "Middle.g.cs", "Outer.g.cs")]
    [InlineData(1, "_inner.Call(x)", "_inner.Call(_inner.Call(x))", "Middle.g.cs", "Outer.g.cs")]
    [InlineData(2, "_middle.Call(x)", "_middle.Call(_middle.Call(x))", "Outer.g.cs")]
    [InlineData(3, "x + y", "x * y", "Apart.g.cs")]
    public void ANestedBodyRegeneratesItAndItsAncestorsAlone(int file, string old, string @new, params string[] regenerated)
    {
        string[] sources = [Inner, Middle, Outer, Apart];
        foreach (var isReferencing in new[] { false, true })
        {
            var compilation = Models(isReferencing, sources);
            var run = GeneratorRun.Of(compilation).Again(compilation.Edit(file, sources[file].Replace(old, @new, StringComparison.Ordinal)));
            Assert.Equal(regenerated, run.Recompiled());
        }
    }

    [Fact]
    public void AWrappedModelIsAsNested()
    {
        const string Wrapping =
            "public partial class Outer : Model { private readonly TimeDistributed<Middle> _middle; public KerasTensor Call([Input(3, 4)] KerasTensor x) => _middle.Call(x); }";
        var compilation = SourceCompilation.Of(Inner, Middle, Wrapping, Apart);
        var run = GeneratorRun.Of(compilation).Again(compilation.Edit(0, Inner.Replace("Dense(4)", "Dense(5)", StringComparison.Ordinal)));
        Assert.Equal(["Inner.g.cs", "Middle.g.cs", "Outer.g.cs"], run.Recompiled());

        compilation = SourceCompilation.Of(Inner, Middle, Wrapping, Apart);
        run = GeneratorRun.Of(compilation).Again(compilation.Edit(2, Wrapping.Replace("private", "/* per frame */ private", StringComparison.Ordinal)));
        Assert.Empty(run.Recompiled());
    }

    [Fact]
    public void AnAddedModelLeavesTheOthersAlone()
    {
        var compilation = SourceCompilation.Of(Inner, Middle, Outer);
        var run = GeneratorRun.Of(compilation).Again(compilation.AddSyntaxTrees(SourceCompilation.Tree(Apart, "Added.cs")));
        Assert.Equal(["Apart.g.cs"], run.Recompiled());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AModelOfAReferencedProjectIsReadFromItsDescription(bool asImage)
    {
        var run = GeneratorRun.Of(Using(Library(Inner), asImage));
        Assert.Equal(["Outer.g.cs"], run.Recompiled());
        Assert.Contains("Inner", Closure(run), StringComparison.Ordinal);

        Assert.Empty(run.Again(Using(Library(Inner + " class Unrelated;"), asImage)).Recompiled());
        run.Again(Using(Library(Inner.Replace("Dense(4)", "Dense(6)", StringComparison.Ordinal)), asImage));
        Assert.Equal(["Outer.g.cs"], run.Recompiled());
    }

    [Fact]
    public void NoValueOfThePipelineHoldsASymbolSyntaxPositionOrCompilation()
    {
        var library = Library(Inner);
        var run = GeneratorRun.Of(SourceCompilation.Named(
            "Models", [library.ToMetadataReference()], [.. SampleModels.All, Outer.Replace("Middle", "Inner", StringComparison.Ordinal)]));
        foreach (var step in new[] { TrackingNames.Models, TrackingNames.Closures, TrackingNames.Sources })
        {
            var values = run.Result.TrackedSteps[step].SelectMany(s => s.Outputs).Select(o => o.Value).ToList();
            Assert.NotEmpty(values);
            Assert.All(values, value => ObjectGraph.AssertFreeOfRoslyn(value));
        }
    }

    /// <summary>A project of these files; if wanted one that references another project as the editor does, and nests a model of it.</summary>
    private static CSharpCompilation Models(bool isReferencing, params string[] sources) => isReferencing
        ? SourceCompilation.Named("Models", [Library(Far, "Far").ToMetadataReference()], [.. sources, UsesFar])
        : SourceCompilation.Of(sources);

    private static void ExpectAllCached(bool isReferencing, string[] sources, int file, string edited)
    {
        var compilation = Models(isReferencing, sources);
        var run = GeneratorRun.Of(compilation);
        Assert.NotEmpty(run.Recompiled());
        run.Again(compilation.Edit(file, edited));
        foreach (var step in new[] { TrackingNames.Models, TrackingNames.Closures, TrackingNames.Sources })
            Assert.All(run.Reasons(step), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
        Assert.All(
            run.Result.TrackedOutputSteps.SelectMany(s => s.Value).SelectMany(s => s.Outputs),
            output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
    }

    private static Compilation Library(string source, string name = "Inner")
    {
        var compilation = SourceCompilation.Named("Library", [], source);
        var model = Compiler.Binding.ModelBinder.Bind(compilation.Type(name), compilation, default).Description;
        // What the generated half of the class carries.
        var text = Compiler.Description.DescriptionText.Write(model).Replace("\"", "\"\"", StringComparison.Ordinal);
        return compilation.AddSyntaxTrees(SourceCompilation.Tree(
            $"[Keras.Hosting.ModelDescription({Compiler.Description.ModelDescription.FormatVersion}, @\"{text}\")] partial class {name};", $"{name}.g.cs"));
    }

    private static CSharpCompilation Using(Compilation library, bool asImage)
    {
        MetadataReference reference = asImage ? Image(library) : library.ToMetadataReference();
        return SourceCompilation.Named("Models", [reference], Outer.Replace("Middle", "Inner", StringComparison.Ordinal));
    }

    private static PortableExecutableReference Image(Compilation library)
    {
        var stream = new MemoryStream();
        var result = library.Emit(stream);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        stream.Position = 0;
        return MetadataReference.CreateFromStream(stream);
    }

    private static string Closure(GeneratorRun run) =>
        string.Join(",", run.Result.TrackedSteps[TrackingNames.Closures].SelectMany(s => s.Outputs)
            .SelectMany(o => ((ModelToCompile)o.Value).Closure.Nested).Select(m => m.FullName));
}
