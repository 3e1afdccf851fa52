extern alias runtime;

using System.Collections.Concurrent;
using System.Reflection;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ModelProgram = runtime::Keras.Hosting.ModelProgram;
using Weight = runtime::Keras.Weight;

namespace Keras.Compiler.Tests.Emission;

/// <summary>Compiles emitted text in memory, as strictly as the strictest user.</summary>
public static class EmittedAssembly
{
    private const string Factory =
        """
        partial class Sketch
        {
            public static global::Keras.Hosting.ModelProgram Create(global::System.Collections.Generic.IReadOnlyList<global::Keras.Weight> weights) => new Program(weights);
        }
        """;

    private static readonly ConcurrentDictionary<string, Lazy<Assembly>> Compiled = new();

    /// <summary>An instance of the emitted program of a class <c>Sketch</c> in the global namespace.</summary>
    public static ModelProgram Load(string text, IReadOnlyList<Weight> weights) =>
        (ModelProgram)Compiled.GetOrAdd(text, _ => new(() => Compile(text))).Value
            .GetType("Sketch", throwOnError: true)!.GetMethod("Create")!.Invoke(null, [weights])!;

    private static Assembly Compile(string text)
    {
        var options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, warningLevel: 9999,
            nullableContextOptions: NullableContextOptions.Enable, generalDiagnosticOption: ReportDiagnostic.Error);
        var compilation = CSharpCompilation.Create(
            "Emitted", [CSharpSyntaxTree.ParseText(text), CSharpSyntaxTree.ParseText(Factory)],
            [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(ModelProgram).Assembly.Location)], options);
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Take(10)) + "\n" + text);
        return Assembly.Load(stream.ToArray());
    }
}
