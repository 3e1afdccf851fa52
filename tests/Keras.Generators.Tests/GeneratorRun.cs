using System.Collections.Immutable;
using Keras.Tests.Sources;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Keras.Generators.Tests;

/// <summary>A run of the generator, and further runs of the same driver after edits.</summary>
internal sealed class GeneratorRun
{
    private GeneratorDriver _driver;

    private GeneratorRun(Compilation compilation)
    {
        _driver = CSharpGeneratorDriver.Create(
            [new ModelGenerator().AsSourceGenerator()],
            parseOptions: SourceCompilation.ParseOptions,
            driverOptions: new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        Output = compilation;
        Again(compilation);
    }

    /// <summary>The compilation with the generated files.</summary>
    public Compilation Output { get; private set; }

    public GeneratorRunResult Result => Assert.Single(_driver.GetRunResult().Results);

    public static GeneratorRun Of(Compilation compilation) => new(compilation);

    /// <summary>Runs again over an edited compilation.</summary>
    public GeneratorRun Again(Compilation compilation)
    {
        _driver = _driver.RunGeneratorsAndUpdateCompilation(compilation, out var output, out var diagnostics);
        Assert.Empty(diagnostics);
        Assert.Null(Result.Exception);
        Output = output;
        return this;
    }

    /// <summary>Why each value of a step is what it is, in order.</summary>
    public ImmutableArray<IncrementalStepRunReason> Reasons(string step) =>
        [.. Result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason)];

    /// <summary>The models whose compile step ran with a changed result, by the name of their first file.</summary>
    public string[] Regenerated() => Models(reason => reason is IncrementalStepRunReason.Modified or IncrementalStepRunReason.New);

    /// <summary>The models whose compile step ran at all, by the name of their first file.</summary>
    public string[] Recompiled() => Models(reason => reason is not IncrementalStepRunReason.Cached);

    private string[] Models(Func<IncrementalStepRunReason, bool> filter) =>
        [.. Result.TrackedSteps[TrackingNames.Sources].SelectMany(run => run.Outputs)
            .Where(output => filter(output.Reason))
            .Select(output => ((CompiledModel)output.Value).Sources[0].HintName).Order(StringComparer.Ordinal)];
}
