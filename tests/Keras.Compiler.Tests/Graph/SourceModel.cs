extern alias runtime;

using Basic.Reference.Assemblies;
using Keras.Compiler.Binding;
using Keras.Compiler.Description;
using Keras.Compiler.Graph;
using Keras.Compiler.Problems;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Keras.Compiler.Tests.Graph;

/// <summary>A model written as C# source, bound as analyzers bind it, and its graph.</summary>
internal sealed class SourceModel
{
    private const string Usings =
        """
        using System.Collections.Generic;
        using System.Diagnostics;
        using Keras;
        using Keras.Layers;
        using static Keras.Ops;

        """;

    private static readonly MetadataReference[] References =
        [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(runtime::Keras.KerasTensor).Assembly.Location)];

    private readonly BindingResult _binding;
    private readonly ModelClosure _closure;

    /// <summary>Binds the class named <paramref name="model"/> of a file.</summary>
    public SourceModel(string source, string model = "M")
    {
        var compilation = CSharpCompilation.Create(
            "Models", [CSharpSyntaxTree.ParseText(Usings + source)], References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        var memo = ModelMemo.Of(compilation);
        _binding = memo.Find(model, default) ?? throw new ArgumentException($"There is no model {model}.", nameof(model));
        _closure = memo.Closure(_binding, default);
        Result = GraphBuilder.Build(_closure.Model, _closure.Find);
    }

    /// <summary>A model <c>M</c> of these members.</summary>
    public static SourceModel Of(string members, string others = "") => new($"public sealed partial class M : Model {{ {members} }} {others}");

    /// <summary>A model <c>M</c> with inputs <c>x</c> and <c>y</c> of the shapes given, and this body.</summary>
    public static SourceModel Call(string fields, string inputs, string body) =>
        Of($"{fields} public KerasTensor Call({inputs}) {{ {body} }}");

    public GraphResult Result { get; }

    public FunctionalGraph Graph
    {
        get
        {
            Assert.Equal("", Faults);
            GraphVerifier.Verify(Result.Graph!);
            return Result.Graph!;
        }
    }

    /// <summary>The printed graph of a sound model.</summary>
    public string Text => GraphPrinter.Print(Graph).TrimEnd();

    /// <summary>Faults of binding and graph, a line each: id, source at fault, and the message's arguments.</summary>
    public string Faults => string.Join("\n", _binding.Problems.Concat(Result.Problems).Select(Describe));

    private string Describe(Problem problem)
    {
        var location = _binding.SourceMap[problem.Node];
        var text = location.SourceTree!.GetText().ToString(location.SourceSpan);
        return $"{problem.Id} at {text}: {string.Join(" | ", problem.Arguments)}";
    }
}
