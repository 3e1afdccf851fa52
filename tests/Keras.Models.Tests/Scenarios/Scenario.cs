extern alias analyzers;
extern alias generators;
using System.Reflection;
using System.Runtime.ExceptionServices;
using System.Runtime.Loader;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Keras.Models.Tests.Scenarios;

/// <summary>A user's project: model classes and a class <c>Scenario</c> with <c>public static string Run()</c>, compiled with generator
/// and analyzers as the SDK would, and run.</summary>
internal sealed class Scenario
{
    private const string Usings =
        """
        #nullable enable
        using System;
        using System.Collections.Generic;
        using System.Diagnostics;
        using System.IO;
        using System.Linq;
        using System.Numerics.Tensors;
        using Keras;
        using Keras.Layers;
        using static Keras.Ops;

        """;

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest);

    private static readonly MetadataReference[] References =
    [
        .. Net100.References.All,
        .. new[] { typeof(Model), typeof(System.Numerics.Tensors.Tensor) }.Select(type => MetadataReference.CreateFromFile(type.Assembly.Location)),
    ];

    private readonly Microsoft.CodeAnalysis.Compilation _compilation;
    private readonly Scenario[] _projects;
    private readonly byte[] _image;

    /// <param name="source">The project's file, without usings.</param>
    /// <param name="projects">Other projects that it refers to.</param>
    /// <param name="asCompilation">Whether it sees them as compilations, as an editor does, and not as files.</param>
    public Scenario(string source, Scenario[]? projects = null, bool asCompilation = false)
    {
        _projects = projects ?? [];
        var compilation = CSharpCompilation.Create(
            $"Scenario_{Guid.NewGuid():N}", [CSharpSyntaxTree.ParseText(Usings + source, ParseOptions, "Scenario.cs")],
            [.. References, .. _projects.Select(project => project.Reference(asCompilation))],
            new(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create([new generators::Keras.Generators.ModelGenerator().AsSourceGenerator()], parseOptions: ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out _compilation, out _);
        if (Generated.FirstOrDefault(text => text.Contains("CompilerFailure(", StringComparison.Ordinal)) is { } failed) Assert.Fail(failed[..Math.Min(failed.Length, 1500)]);
        using var image = new MemoryStream();
        var result = _compilation.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Take(10)));
        // Generated code is free of warnings; CS0649 and the like are suppressed in a build.
        Assert.Empty(result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Warning && d.Location.SourceTree?.FilePath != "Scenario.cs"));
        _image = image.ToArray();
    }

    /// <summary>The size of what the generator wrote, in characters.</summary>
    public int GeneratedSize => _compilation.SyntaxTrees.Skip(1).Sum(tree => tree.Length);

    /// <summary>What the generator wrote.</summary>
    public IEnumerable<string> Generated => _compilation.SyntaxTrees.Skip(1).Select(tree => tree.ToString());

    /// <summary>Compiles and runs.</summary>
    public static string Run(string source) => new Scenario(source).Run();

    /// <summary>What <c>Scenario.Run()</c> returns; its exceptions are the test's.</summary>
    public string Run()
    {
        var context = new AssemblyLoadContext("scenario", isCollectible: true);
        foreach (var project in _projects) project.Load(context);
        try
        {
            return (string)Load(context).GetType("Scenario", throwOnError: true)!.GetMethod("Run")!.Invoke(null, null)!;
        }
        catch (TargetInvocationException failure)
        {
            ExceptionDispatchInfo.Throw(failure.InnerException!);
            throw;
        }
    }

    /// <summary>What the analyzers say: id, source at fault, message; in order of position.</summary>
    public string[] Diagnostics()
    {
        var all = typeof(analyzers::Keras.Analyzers.ModelAnalyzer).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(DiagnosticAnalyzer)))
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!);
        return [.. _compilation.WithAnalyzers([.. all]).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult()
            .OrderBy(diagnostic => diagnostic.Location.SourceSpan)
            .Select(d => $"{d.Id} at {d.Location.SourceTree!.GetText().ToString(d.Location.SourceSpan)}: {d.GetMessage(null)}")];
    }

    private Assembly Load(AssemblyLoadContext context) => context.LoadFromStream(new MemoryStream(_image));

    private MetadataReference Reference(bool asCompilation) =>
        asCompilation ? _compilation.ToMetadataReference() : MetadataReference.CreateFromImage(_image);
}
