using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Keras.Analyzers;
using Keras.Analyzers.Suppressors;
using Keras.Generators;
using Keras.Tests.Sources;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Keras.Analyzers.Tests;

/// <summary>Compares diagnostics with markup in the source: <c>{|KER101:x|}</c> is a squiggle under <c>x</c>. Every source is analysed
/// with generated code and without, and must give the same.</summary>
internal static partial class MarkupVerifier
{
    /// <summary>The analyzers that the package brings.</summary>
    public static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers = [new ModelAnalyzer(), new UsageAnalyzer(), new NodeAnalyzer(), new LayerFieldSuppressor()];

    /// <summary>Verifies the squiggles of one or more files.</summary>
    /// <returns>The messages, in order of position.</returns>
    public static async Task<string[]> VerifyAsync(params string[] marked)
    {
        var files = marked.Select(Parse).ToArray();
        var compilation = SourceCompilation.Of([.. files.Select(f => f.Source)]);
        var expected = files.SelectMany((f, i) => f.Marks.Select(m => $"{m.Id} File{i}.cs {m.Span}")).Order(StringComparer.Ordinal);

        var alone = await AnalyzeAsync(compilation);
        var generated = await AnalyzeAsync(Generate(compilation));
        Assert.Equal(expected, alone.Select(Describe).Order(StringComparer.Ordinal));
        Assert.Equal(alone.Select(Describe), generated.Select(Describe));
        return [.. alone.Select(d => d.GetMessage(System.Globalization.CultureInfo.InvariantCulture))];
    }

    /// <summary>The compilation with what the generator adds.</summary>
    public static Compilation Generate(Compilation compilation)
    {
        CSharpGeneratorDriver.Create([new ModelGenerator().AsSourceGenerator()], parseOptions: SourceCompilation.ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out var diagnostics);
        Assert.Empty(diagnostics);
        return output;
    }

    /// <summary>Our diagnostics, in order of position.</summary>
    public static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(Compilation compilation)
    {
        var all = await compilation.WithAnalyzers(Analyzers).GetAnalyzerDiagnosticsAsync();
        return [.. all.OrderBy(d => d.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(d => d.Location.SourceSpan).ThenBy(d => d.Id, StringComparer.Ordinal)];
    }

    /// <summary>The ids that a source's markup names.</summary>
    public static IEnumerable<string> Ids(string marked) => Parse(marked).Marks.Select(m => m.Id);

    private static string Describe(Diagnostic diagnostic) =>
        $"{diagnostic.Id} {diagnostic.Location.SourceTree?.FilePath} {diagnostic.Location.SourceSpan}";

    private static (string Source, List<(string Id, TextSpan Span)> Marks) Parse(string marked)
    {
        var marks = new List<(string, TextSpan)>();
        var open = new Stack<(string Id, int Start)>();
        var source = new System.Text.StringBuilder();
        var last = 0;
        foreach (Match match in Marks().Matches(marked))
        {
            source.Append(marked, last, match.Index - last);
            last = match.Index + match.Length;
            var position = SourceCompilation.Usings.Length + source.Length;
            if (match.Groups[1].Success) open.Push((match.Groups[1].Value, position));
            else
            {
                var (id, start) = open.Pop();
                marks.Add((id, TextSpan.FromBounds(start, position)));
            }
        }
        Assert.Empty(open);
        return (source.Append(marked, last, marked.Length - last).ToString(), marks);
    }

    [GeneratedRegex(@"\{\|(\w+):|\|\}")]
    private static partial Regex Marks();
}
