using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Keras.Compiler.Problems;
using Microsoft.CodeAnalysis;

namespace Keras.Analyzers.Tests;

/// <summary>Each id has one factory, one descriptor, one release row, one page and one squiggle in a test.</summary>
public partial class DiagnosticCatalogueTests
{
    private static readonly MethodInfo[] Factories =
        [.. typeof(ProblemFactory).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)];

    [Fact]
    public void EveryFactoryHasItsDescriptorWithAsManyPlaceholders()
    {
        var reported = Factories.Select(Invoke).ToList();
        Assert.Equal(Descriptors.ById.Keys.Order(StringComparer.Ordinal), reported.Select(p => p.Id).Order(StringComparer.Ordinal));
        foreach (var problem in reported)
        {
            var format = Descriptors.ById[problem.Id].MessageFormat.ToString(null);
            var placeholders = Placeholder().Matches(format).Select(m => int.Parse(m.Groups[1].Value, null)).ToHashSet();
            Assert.True(placeholders.SetEquals(Enumerable.Range(0, problem.Arguments.Count)), $"{problem.Id}: {format}");
        }
    }

    [Fact]
    public void EveryDescriptorHasItsReleaseRow()
    {
        var rows = File.ReadAllLines(Repository("src", "Keras.Analyzers", "AnalyzerReleases.Unshipped.md"))
            .Concat(File.ReadAllLines(Repository("src", "Keras.Analyzers", "AnalyzerReleases.Shipped.md")))
            .Where(line => line.StartsWith("KER", StringComparison.Ordinal)).Select(line => line.Split('|')[0].Trim());
        Assert.Equal(Descriptors.ById.Keys.Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void EveryDescriptorHasItsPageAndTheIndexListsIt()
    {
        var index = File.ReadAllText(Repository("docs", "diagnostics", "README.md"));
        foreach (var descriptor in Descriptors.ById.Values)
        {
            var page = File.ReadAllText(Repository("docs", "diagnostics", descriptor.Id + ".md"));
            Assert.StartsWith($"# {descriptor.Id}: {descriptor.Title}\n", page, StringComparison.Ordinal);
            Assert.Contains(descriptor.MessageFormat.ToString(null), page, StringComparison.Ordinal);
            Assert.Contains($"Severity: {descriptor.DefaultSeverity.ToString().ToLowerInvariant()}.", page, StringComparison.Ordinal);
            foreach (var heading in new[] { "## Cause", "## How to fix" }) Assert.Contains(heading, page, StringComparison.Ordinal);
            Assert.EndsWith(descriptor.Id + ".md", descriptor.HelpLinkUri, StringComparison.Ordinal);
            Assert.Contains($"[{descriptor.Id}]({descriptor.Id}.md)", index, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void EveryIdIsShownByATest()
    {
        var tests = string.Join('\n', Directory.GetFiles(Repository("tests", "Keras.Analyzers.Tests"), "*Tests.cs").Select(File.ReadAllText));
        var missing = Descriptors.ById.Keys.Where(id => !tests.Contains("{|" + id + ":", StringComparison.Ordinal) && !tests.Contains($"\"{id}\"", StringComparison.Ordinal));
        Assert.Empty(missing.Order(StringComparer.Ordinal));
    }

    private static Problem Invoke(MethodInfo factory)
    {
        var problems = new ProblemList("M");
        factory.Invoke(null, [problems, .. factory.GetParameters().Skip(1).Select(Value)]);
        return Assert.Single(problems.Problems);
    }

    private static object Value(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(string) ? "text"
        : parameter.ParameterType == typeof(Compiler.Shapes.Shape) ? Compiler.Shapes.Shape.Of(Compiler.Shapes.Dim.Known(2))
        : parameter.ParameterType == typeof(Compiler.Shapes.Dim) ? Compiler.Shapes.Dim.Known(3)
        : Activator.CreateInstance(parameter.ParameterType)!;

    private static string Repository(params string[] parts) => Path.GetFullPath(Path.Combine([ThisFolder(), "..", "..", .. parts]));

    private static string ThisFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    [GeneratedRegex(@"\{(\d+)\}")]
    private static partial Regex Placeholder();
}
