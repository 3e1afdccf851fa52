using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Xunit;

namespace Keras.Compiler.Tests;

/// <summary>The architecture, held by reading the sources: folders refer only backwards along the flow of data, and framework code
/// knows no layer by name.</summary>
public sealed partial class ArchitectureTests
{
    /// <summary>The folders of Keras.Compiler in the order in which data passes through them.</summary>
    private static readonly string[] Flow =
    [
        "Support", "Shapes", "Description", "Problems", "Binding", "Ops", "Layers", "Graph", "Lowering", "Autodiff", "Rewriting", "Fusion", "Planning",
        "Emission",
    ];

    private static readonly string CompilerRoot = Path.Combine(RepositoryRoot(), "src", "Keras.Compiler");

    public static TheoryData<string> Folders => [.. Flow];

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_refers_only_to_folders_before_it(string folder)
    {
        var place = Array.IndexOf(Flow, folder);
        var violations =
            from file in SourcesOf(folder)
            from Match reference in Reference().Matches(File.ReadAllText(file))
            let target = Array.IndexOf(Flow, reference.Groups[1].Value)
            where target > place
            select $"{Path.GetFileName(file)} refers to {reference.Value}";
        Assert.Empty(violations.Distinct());
    }

    [Fact]
    public void Every_folder_has_its_place_in_the_flow()
    {
        var folders = Directory.GetDirectories(CompilerRoot).Select(Path.GetFileName).Where(f => f is not ("bin" or "obj"));
        Assert.Empty(folders.Except(Flow));
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_file_lies_in_the_folder_of_its_namespace(string folder)
    {
        var violations =
            from file in SourcesOf(folder)
            let declared = Declaration().Match(File.ReadAllText(file)).Groups[1].Value
            let expected = "Keras.Compiler." + Path.GetRelativePath(CompilerRoot, Path.GetDirectoryName(file)!).Replace(Path.DirectorySeparatorChar, '.')
            where declared != "" && declared != expected && !expected.StartsWith(declared + ".", StringComparison.Ordinal)
            select $"{Path.GetRelativePath(CompilerRoot, file)} declares {declared}";
        Assert.Empty(violations);
    }

    [Fact]
    public void Framework_code_names_no_layer()
    {
        var layers = Directory.GetFiles(Path.Combine(CompilerRoot, "Layers"), "*Definition.cs", SearchOption.AllDirectories)
            .Select(f => Path.GetFileNameWithoutExtension(f)[..^"Definition".Length])
            .Where(name => name != "Layer")
            .ToArray();
        Assert.NotEmpty(layers);
        var names = new Regex($@"\b({string.Join("|", layers)})(Definition|Attribute)\b|Keras\.Layers\.({string.Join("|", layers)})\b");
        var framework = Directory.GetFiles(Path.Combine(RepositoryRoot(), "src"), "*.cs", SearchOption.AllDirectories)
            .Where(f => Regex.IsMatch(f, @"Keras\.(Compiler|Generators|Analyzers|CodeFixes|Import)[/\\]"))
            .Where(f => !Regex.IsMatch(f, @"[/\\](bin|obj)[/\\]"))
            .Where(f => !Regex.IsMatch(f, @"Keras\.Compiler[/\\]Layers[/\\]\w+[/\\]"));
        var violations =
            from file in framework
            from line in File.ReadLines(file).Where(l => !l.TrimStart().StartsWith("//", StringComparison.Ordinal))
            where names.IsMatch(line)
            select $"{Path.GetFileName(file)}: {line.Trim()}";
        Assert.Empty(violations);
    }

    [Fact]
    public void No_file_is_longer_than_500_lines()
    {
        var longFiles = Directory.GetFiles(Path.Combine(RepositoryRoot(), "src"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !Regex.IsMatch(f, @"[/\\](bin|obj)[/\\]"))
            .Select(f => (File: Path.GetFileName(f), Lines: File.ReadLines(f).Count()))
            .Where(f => f.Lines > 500);
        Assert.Empty(longFiles);
    }

    private static IEnumerable<string> SourcesOf(string folder)
    {
        var path = Path.Combine(CompilerRoot, folder);
        return Directory.Exists(path) ? Directory.GetFiles(path, "*.cs", SearchOption.AllDirectories) : [];
    }

    private static string RepositoryRoot([CallerFilePath] string file = "")
    {
        var folder = Path.GetDirectoryName(file)!;
        while (!File.Exists(Path.Combine(folder, "Keras.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }

    [GeneratedRegex(@"Keras\.Compiler\.(\w+)")]
    private static partial Regex Reference();

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();
}
