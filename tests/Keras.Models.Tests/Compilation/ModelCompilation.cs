extern alias analyzers;
extern alias generators;
using System.Reflection;
using System.Runtime.Loader;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Keras.Models.Tests.Compilation;

/// <summary>Compiles models in memory with the generator, as the SDK would: all in one compilation. A model that does not compile is
/// dropped with its errors and the rest compiled again.</summary>
public static class ModelCompilation
{
    private static readonly MetadataReference[] References =
    [
        .. Net100.References.All,
        .. new[] { typeof(Model), typeof(System.Numerics.Tensors.Tensor), typeof(ModelCompilation) }
            .Select(type => MetadataReference.CreateFromFile(type.Assembly.Location)),
    ];

    /// <param name="sources">The models.</param>
    /// <param name="mutate">For tests of the tests: changes what the generator wrote.</param>
    public static CompiledModels Compile(IReadOnlyCollection<ModelSource> sources, Func<SyntaxTree, SyntaxTree>? mutate = null)
    {
        var failures = new Dictionary<string, string>();
        while (true)
        {
            var left = sources.Where(s => !failures.ContainsKey(s.Id)).ToArray();
            var (compilation, generated) = Generate(left);
            foreach (var tree in generated)
                if (mutate?.Invoke(tree) is { } mutated && mutated != tree) compilation = compilation.ReplaceSyntaxTree(tree, mutated);
            using var image = new MemoryStream();
            var result = compilation.Emit(image);
            if (result.Success)
            {
                image.Position = 0;
                var context = new AssemblyLoadContext("models", isCollectible: true);
                return new(context, context.LoadFromStream(image), left.ToDictionary(s => s.Id), failures, generated);
            }
            var before = failures.Count;
            foreach (var group in result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).GroupBy(d => Owner(d, left)))
                if (group.Key is { } id) failures.Add(id, string.Join("\n", group.Take(10)));
            if (failures.Count == before)
                throw new InvalidOperationException($"The models do not compile, and no model is at fault:\n{string.Join("\n", result.Diagnostics.Take(20))}");
        }
    }

    /// <summary>What the analyzers report on a model, for messages.</summary>
    public static IReadOnlyList<string> Analyze(ModelSource source)
    {
        var (compilation, _) = Generate([source]);
        var analyzers = typeof(analyzers::Keras.Analyzers.ModelAnalyzer).Assembly.GetTypes()
            .Where(t => !t.IsAbstract && t.IsSubclassOf(typeof(DiagnosticAnalyzer))).Select(t => (DiagnosticAnalyzer)Activator.CreateInstance(t)!);
        return [.. compilation.WithAnalyzers([.. analyzers]).GetAnalyzerDiagnosticsAsync().Result.Select(d => d.ToString())];
    }

    private static (Microsoft.CodeAnalysis.Compilation Compilation, IReadOnlyList<SyntaxTree> Generated) Generate(IEnumerable<ModelSource> sources)
    {
        var compilation = CSharpCompilation.Create(
            $"Models_{Guid.NewGuid():N}",
            sources.Select(s => CSharpSyntaxTree.ParseText(s.Text, path: s.Id)),
            References,
            new(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: false, nullableContextOptions: NullableContextOptions.Enable));
        var driver = CSharpGeneratorDriver.Create(new generators::Keras.Generators.ModelGenerator())
            .RunGeneratorsAndUpdateCompilation(compilation, out var complete, out _);
        var run = driver.GetRunResult().Results.Single();
        if (run.Exception is { } exception) throw new InvalidOperationException($"The generator failed: {exception}", exception);
        return (complete, [.. run.GeneratedSources.Select(s => s.SyntaxTree)]);
    }

    /// <summary>The model that a diagnostic is about: the one of the file, or for generated code of the namespace.</summary>
    private static string? Owner(Diagnostic diagnostic, IEnumerable<ModelSource> sources)
    {
        if (diagnostic.Location.SourceTree is not { } tree) return null;
        var name = tree.GetRoot().DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault()?.Name.ToString();
        return sources.FirstOrDefault(s => s.Id == tree.FilePath || s.Namespace == name)?.Id;
    }
}

/// <summary>Compiled models, ready to run.</summary>
/// <param name="Context">What they are loaded in.</param>
/// <param name="Assembly">All models.</param>
/// <param name="Sources">Those that compiled, by id.</param>
/// <param name="Failures">Errors of those that did not, by id.</param>
/// <param name="Generated">What the generator wrote.</param>
public sealed record CompiledModels(
    AssemblyLoadContext Context,
    Assembly Assembly,
    IReadOnlyDictionary<string, ModelSource> Sources,
    IReadOnlyDictionary<string, string> Failures,
    IReadOnlyList<SyntaxTree> Generated)
{
    /// <summary>A new driver of a model.</summary>
    public T CreateDriver<T>(string id)
    {
        Assert.False(Failures.TryGetValue(id, out var errors), $"{id} does not compile:\n{errors}");
        var type = Assembly.GetType($"{Sources[id].Namespace}.Driver", throwOnError: true)!;
        try
        {
            return (T)Activator.CreateInstance(type)!;
        }
        catch (TargetInvocationException exception)
        {
            throw new InvalidOperationException(
                $"{id} cannot be made: {exception.InnerException!.Message}\n{string.Join("\n", ModelCompilation.Analyze(Sources[id]))}\n{Sources[id].Text}", exception);
        }
    }
}
