using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Keras.Models.Tests.Guide;

/// <summary>The code of docs/guide.md as one program: types as they stand, and the statements of each chapter as a method.</summary>
public static class GuideSource
{
    public const string Namespace = "Guide";
    public const string ProgramClass = "Chapters";

    /// <summary>The guide; first, since the other members need it.</summary>
    public static string Text { get; } = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "guide.md")).ReplaceLineEndings("\n");

    /// <summary>Titles of the chapters that have statements, in order.</summary>
    public static IReadOnlyList<string> Chapters { get; } = [.. Read().Where(c => c.Statements.Count > 0).Select(c => c.Title)];

    /// <summary>Name of the method that holds a chapter's statements.</summary>
    public static string MethodOf(string chapter) => "Chapter" + Chapters.ToList().IndexOf(chapter);

    /// <summary>The code blocks of one language.</summary>
    public static IEnumerable<string> Blocks(string language, string text)
    {
        var opening = $"```{language}\n";
        for (var at = text.IndexOf(opening, StringComparison.Ordinal); at >= 0; at = text.IndexOf(opening, at, StringComparison.Ordinal))
        {
            var begin = at + opening.Length;
            at = text.IndexOf("```", begin, StringComparison.Ordinal);
            yield return text[begin..at];
        }
    }

    /// <summary>The whole program.</summary>
    public static string Write()
    {
        var chapters = Read();
        var program = new StringBuilder();
        foreach (var directive in new[] { "using System;", "using System.Linq;" }.Concat(chapters.SelectMany(c => c.Usings)).Distinct()) program.AppendLine(directive);
        program.AppendLine($"namespace {Namespace};");
        foreach (var type in chapters.SelectMany(c => c.Types)) program.AppendLine(type);
        program.AppendLine($"public static class {ProgramClass}").AppendLine("{");
        // What the reader's debug build would stop at is an exception here.
        program.AppendLine(
            """
            private static class Debug
            {
                public static void Assert(bool holds, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(holds))] string text = "")
                {
                    if (!holds) throw new System.InvalidOperationException("The guide says what does not hold: " + text);
                }
            }
            """);
        foreach (var chapter in chapters.Where(c => c.Statements.Count > 0))
        {
            program.AppendLine($"public static void {MethodOf(chapter.Title)}()").AppendLine("{");
            foreach (var statement in chapter.Statements) program.AppendLine(statement);
            program.AppendLine("}");
        }
        return program.AppendLine("}").ToString();
    }

    /// <summary>The model classes, by name.</summary>
    public static IReadOnlyDictionary<string, ClassDeclarationSyntax> Models { get; } = CSharpSyntaxTree.ParseText(Write()).GetRoot()
        .DescendantNodes().OfType<ClassDeclarationSyntax>().Where(type => type.BaseList?.Types.Any(b => b.ToString() == "Model") == true)
        .ToDictionary(type => type.Identifier.Text);

    /// <summary>A model and the models that its fields hold, those first.</summary>
    public static IEnumerable<string> Closure(string model) =>
        Models[model].Members.OfType<FieldDeclarationSyntax>().Select(field => field.Declaration.Type.ToString())
            .Where(Models.ContainsKey).SelectMany(Closure).Append(model).Distinct();

    private static List<Chapter> Read()
    {
        var chapters = new List<Chapter>();
        foreach (var section in ("\n" + Text).Split("\n## "))
        {
            var chapter = new Chapter(section.Split('\n')[0]);
            foreach (var block in Blocks("csharp", section))
            {
                var unit = CSharpSyntaxTree.ParseText(block).GetCompilationUnitRoot();
                chapter.Usings.AddRange(unit.Usings.Select(u => u.ToString()));
                foreach (var member in unit.Members)
                    (member is GlobalStatementSyntax ? chapter.Statements : chapter.Types).Add(member.ToFullString());
            }
            chapters.Add(chapter);
        }
        return chapters;
    }

    private sealed record Chapter(string Title)
    {
        public List<string> Usings { get; } = [];

        public List<string> Types { get; } = [];

        public List<string> Statements { get; } = [];
    }
}
