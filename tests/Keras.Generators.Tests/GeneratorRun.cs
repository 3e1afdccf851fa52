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

    /// <summary>Names of the generated files whose last step ran with a changed result.</summary>
    public string[] Regenerated() =>
        [.. Result.TrackedSteps[TrackingNames.Sources].SelectMany(run => run.Outputs)
            .Where(output => output.Reason is IncrementalStepRunReason.Modified or IncrementalStepRunReason.New)
            .SelectMany(output => ((CompiledModel)output.Value).Sources).Select(source => source.HintName).Order(StringComparer.Ordinal)];

    /// <summary>The models whose compile step ran at all.</summary>
    public string[] Recompiled() =>
        [.. Result.TrackedSteps[TrackingNames.Sources].SelectMany(run => run.Outputs)
            .Where(output => output.Reason is not IncrementalStepRunReason.Cached)
            .SelectMany(output => ((CompiledModel)output.Value).Sources).Select(source => source.HintName).Order(StringComparer.Ordinal)];
}
