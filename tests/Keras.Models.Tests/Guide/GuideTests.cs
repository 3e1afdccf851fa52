using System.Reflection;
using Keras.Models.Tests.Compilation;

namespace Keras.Models.Tests.Guide;

/// <summary>docs/guide.md says nothing that does not hold: its code compiles, runs, and its assertions are true.</summary>
public sealed class GuideTests(GuideTests.Program program) : IClassFixture<GuideTests.Program>
{
    /// <summary>The guide's code, compiled once.</summary>
    public sealed class Program
    {
        private const string Id = "guide";
        private readonly CompiledModels _compiled = ModelCompilation.Compile([Source]);

        public static ModelSource Source { get; } = new(Id, GuideSource.Namespace, GuideSource.Write());

        /// <summary>Characters that the generator wrote for a model.</summary>
        public int SizeOf(string model) => _compiled.Generated
            .Where(tree => Path.GetFileName(tree.FilePath).StartsWith($"{GuideSource.Namespace}.{model}.", StringComparison.Ordinal)).Sum(tree => tree.Length);

        public Assembly Assembly
        {
            get
            {
                Assert.False(_compiled.Failures.TryGetValue(Id, out var errors), errors);
                return _compiled.Assembly;
            }
        }
    }

    public static TheoryData<string> Chapters => [.. GuideSource.Chapters];

    [Fact]
    public void Its_models_are_without_fault() => Assert.Empty(ModelCompilation.Analyze(Program.Source));

    [Theory]
    [MemberData(nameof(Chapters))]
    public void A_chapter_runs(string chapter) =>
        program.Assembly.GetType($"{GuideSource.Namespace}.{GuideSource.ProgramClass}")!.GetMethod(GuideSource.MethodOf(chapter))!
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, null, null);

    /// <summary>The largest model of the guide: who steps through it reads this.</summary>
    [Fact]
    public void What_is_generated_for_video_questions_is_no_more_than_200_kilobytes() =>
        Assert.InRange(program.SizeOf("VideoQuestions"), 1, 200 * 1024);

    [Fact]
    public void The_picture_of_the_headline_model_is_what_it_draws()
    {
        var constructor = program.Assembly.GetType($"{GuideSource.Namespace}.Headline", throwOnError: true)!.GetConstructors().Single();
        using var model = (Model)constructor.Invoke(BindingFlags.OptionalParamBinding, null, [.. constructor.GetParameters().Select(_ => Type.Missing)], null);
        Assert.Equal(model.ToMermaid(), GuideSource.Blocks("mermaid", GuideSource.Text).Single());
    }
}
