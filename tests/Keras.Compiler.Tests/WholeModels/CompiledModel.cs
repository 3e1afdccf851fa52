extern alias runtime;

using System.Reflection;
using Basic.Reference.Assemblies;
using Keras.Compiler.Binding;
using Keras.Compiler.Graph;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Keras.Compiler.Tests.WholeModels;

/// <summary>A model that went all the way from C# source through the stages into an assembly, as in a user's build.</summary>
/// <param name="Graph">Its functional graph.</param>
/// <param name="Type">The compiled class.</param>
internal sealed record CompiledModel(FunctionalGraph Graph, Type Type)
{
    private const string Usings =
        """
        using Keras;
        using Keras.Layers;
        using static Keras.Ops;

        """;

    private static readonly MetadataReference[] References =
        [.. Net100.References.All, .. new[] { typeof(runtime::Keras.Model), typeof(System.Numerics.Tensors.Tensor) }.Select(t => MetadataReference.CreateFromFile(t.Assembly.Location))];

    /// <summary>What suppressors silence in a build: fields that only generated code assigns.</summary>
    private static readonly Dictionary<string, ReportDiagnostic> Suppressed = new() { ["CS0169"] = ReportDiagnostic.Suppress, ["CS0649"] = ReportDiagnostic.Suppress };

    /// <summary>All models of a source, by name, in one assembly. Warnings in generated code are errors.</summary>
    public static IReadOnlyDictionary<string, CompiledModel> Compile(string source, IEnumerable<string> names, CompilerOptions options)
    {
        var compilation = CSharpCompilation.Create(
            "Models", [CSharpSyntaxTree.ParseText(Usings + source)], References,
            new(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, warningLevel: 9999,
                nullableContextOptions: NullableContextOptions.Enable, generalDiagnosticOption: ReportDiagnostic.Error, specificDiagnosticOptions: Suppressed));
        var memo = ModelMemo.Of(compilation);
        var graphs = new Dictionary<string, FunctionalGraph>();
        var trees = new List<SyntaxTree>();
        foreach (var name in names)
        {
            var binding = memo.Find(name, default) ?? throw new ArgumentException($"There is no model {name}.", nameof(names));
            var closure = memo.Closure(binding, default);
            var result = GraphBuilder.Build(closure.Model, closure.Find);
            Assert.Empty(binding.Problems.Concat(result.Problems).Select(p => $"{name}: {p.Id} {string.Join(" | ", p.Arguments)}"));
            graphs.Add(name, result.Graph!);
            var files = ModelCompiler.Compile(closure, options, default);
            Assert.All(files, file => Assert.DoesNotContain("CompilerFailure", file.Text));
            trees.AddRange(files.Select(file => CSharpSyntaxTree.ParseText(file.Text, path: file.HintName)));
        }
        using var image = new MemoryStream();
        var emitted = compilation.AddSyntaxTrees(trees).Emit(image);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics.Take(10)));
        var assembly = Assembly.Load(image.ToArray());
        return graphs.ToDictionary(pair => pair.Key, pair => new CompiledModel(pair.Value, assembly.GetType(pair.Key, throwOnError: true)!));
    }

    /// <summary>A new instance.</summary>
    public runtime::Keras.Model Create()
    {
        var constructor = Type.GetConstructors().Single();
        return (runtime::Keras.Model)constructor.Invoke([1, .. constructor.GetParameters().Skip(1).Select(_ => (object?)null)]);
    }
}
