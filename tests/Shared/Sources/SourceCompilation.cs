extern alias runtime;

using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Keras.Tests.Sources;

/// <summary>Compilations of models written as source, against .NET's reference assemblies and the runtime.</summary>
internal static class SourceCompilation
{
    /// <summary>What every model's file begins with.</summary>
    public const string Usings =
        """
        using System.Collections.Generic;
        using System.Diagnostics;
        using Keras;
        using Keras.Layers;
        using static Keras.Ops;

        """;

    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest);

    private static readonly MetadataReference[] References =
        [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(runtime::Keras.KerasTensor).Assembly.Location)];

    /// <summary>A library of these files, named File0.cs and so on; each gets the usual usings.</summary>
    public static CSharpCompilation Of(params string[] sources) => Named("Models", [], sources);

    /// <summary>A library with more references.</summary>
    public static CSharpCompilation Named(string assembly, IEnumerable<MetadataReference> references, params string[] sources) =>
        CSharpCompilation.Create(
            assembly,
            sources.Select((source, i) => Tree(source, $"File{i}.cs")),
            [.. References, .. references],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>One file.</summary>
    public static SyntaxTree Tree(string source, string path) => CSharpSyntaxTree.ParseText(Usings + source, ParseOptions, path);

    /// <summary>The compilation after one of its files was replaced.</summary>
    public static Compilation Edit(this Compilation compilation, int file, string source)
    {
        var tree = compilation.SyntaxTrees.ElementAt(file);
        return compilation.ReplaceSyntaxTree(tree, Tree(source, tree.FilePath));
    }

    /// <summary>A type by its metadata name.</summary>
    public static INamedTypeSymbol Type(this Compilation compilation, string name) =>
        compilation.GetTypeByMetadataName(name) ?? throw new ArgumentException($"There is no type {name}.", nameof(name));
}
