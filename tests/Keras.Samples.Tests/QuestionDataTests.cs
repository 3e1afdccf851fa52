using Samples.VideoQuestions;
using Samples.VisualQuestions;

namespace Keras.Samples.Tests;

public sealed class QuestionDataTests
{
    [Fact]
    public void The_language_has_as_many_words_as_it_says()
    {
        Assert.Equal(Language.Words, Language.Vocabulary.Size);
        Assert.Equal(Language.Answers, Enumerable.Range(0, Language.Answers).Select(Language.Text).Distinct().Count());
        Assert.ThrowsAny<IndexOutOfRangeException>(() => Language.Text(Language.Answers));
        foreach (var hue in Enum.GetValues<Hue>()) Assert.Equal(Language.Word(hue), Language.Text(Language.Answer(hue)));
        foreach (var shape in Enum.GetValues<Shape>()) Assert.Equal(Language.Word(shape), Language.Text(Language.Answer(shape)));
        Assert.Equal("3", Language.Text(Language.Number(3)));
        Assert.Equal("rightwards", Language.Text(Language.Answer(1, 0)));
        Assert.Equal("down", Language.Text(Language.Answer(0, 1)));
    }

    [Fact]
    public void Things_of_a_scene_differ_and_do_not_overlap()
    {
        var random = new Random(1);
        for (var i = 0; i < 300; i++)
        {
            var things = new Scene(random).Things;
            Assert.InRange(things.Count, 1, 3);
            Assert.Equal(things.Count, things.Select(thing => thing.Shape).Distinct().Count());
            Assert.Equal(things.Count, things.Select(thing => thing.Hue).Distinct().Count());
            foreach (var thing in things)
            {
                Assert.InRange(thing.X, Thing.Radius, Scene.Side - Thing.Radius);
                Assert.All(things.Where(other => other != thing), other =>
                    Assert.True(Math.Abs(other.X - thing.X) > 2 * Thing.Radius || Math.Abs(other.Y - thing.Y) > 2 * Thing.Radius));
            }
        }
    }

    [Fact]
    public void Answers_about_pictures_are_right()
    {
        var random = new Random(2);
        for (var i = 0; i < 500; i++)
        {
            var scene = new Scene(random);
            var question = Question.Ask(scene, random);
            var words = question.Text.Split(' ');
            Thing? Named() => scene.Things.Cast<Thing?>()
                .SingleOrDefault(thing => words.Contains(Language.Word(thing!.Value.Shape)) || words.Contains(Language.Word(thing.Value.Hue)));
            var expected = question.Kind switch
            {
                "colour" => Language.Word(Named()!.Value.Hue),
                "shape" => Language.Word(Named()!.Value.Shape),
                "count" => $"{scene.Things.Count}",
                "presence" => Named() is null ? "no" : "yes",
                _ => (words.Contains("left") ? Named()!.Value.X : Named()!.Value.Y) < Scene.Side / 2f ? "yes" : "no",
            };
            Assert.Equal(expected, Language.Text(question.Answer));
        }
    }

    [Fact]
    public void Questions_about_pictures_depend_on_the_seed_alone()
    {
        var questions = PictureQuestions.Generate(600, seed: 1);
        Assert.Equal(questions.Pixels, PictureQuestions.Generate(600, seed: 1).Pixels);
        Assert.NotEqual(questions.Words.Values(), PictureQuestions.Generate(600, seed: 2).Words.Values());
        foreach (var kind in questions.Questions.GroupBy(question => question.Kind)) Assert.InRange(kind.Count(), 80, 160);
    }

    [Fact]
    public void The_moving_thing_moves_as_the_answer_says()
    {
        var random = new Random(3);
        for (var i = 0; i < 50; i++)
        {
            var clip = new Clip(random);
            var pixels = new float[Clip.Frames * Scene.Side * Scene.Side * 3];
            clip.Draw(pixels, random);
            Assert.NotEqual(clip.Moving.Shape, clip.Still.Shape);
            Assert.NotEqual(clip.Moving.Hue, clip.Still.Hue);
            // Moved back by as much, the last frame is the middle one again, but for noise.
            var apart = 0;
            const int Middle = Clip.Frames / 2;
            var shift = 2 * (Clip.Frames - 1 - Middle);
            for (var row = 0; row < Scene.Side; row++)
                for (var column = 0; column < Scene.Side; column++)
                {
                    var before = Brightness(pixels, Middle, row, column);
                    var moved = Brightness(pixels, Clip.Frames - 1, row + shift * clip.MoveY, column + shift * clip.MoveX);
                    var still = Brightness(pixels, Clip.Frames - 1, row, column);
                    if ((before > 0.5f) != (moved > 0.5f) && (before > 0.5f) != (still > 0.5f)) apart++;
                }
            Assert.InRange(apart, 0, 12);
        }
    }

    [Fact]
    public void The_first_thing_is_there_before_the_other()
    {
        var random = new Random(4);
        for (var i = 0; i < 50; i++)
        {
            var clip = new Clip(random);
            var pixels = new float[Clip.Frames * Scene.Side * Scene.Side * 3];
            clip.Draw(pixels, random);
            bool ShowsAnything(int frame) =>
                Enumerable.Range(0, Scene.Side * Scene.Side).Any(pixel => Brightness(pixels, frame, pixel / Scene.Side, pixel % Scene.Side) > 0.5f);
            var first = Enumerable.Range(0, Clip.Frames).First(ShowsAnything);
            Assert.InRange(first, 0, Clip.Frames / 2 - 2);
            var still = Brightness(pixels, first, (int)clip.Still.Y, (int)clip.Still.X) > 0.5f;
            Assert.Equal(clip.First == clip.Still, still);
        }
    }

    [Fact]
    public void Questions_about_videos_depend_on_the_seed_alone_and_a_frame_is_taken_out_whole()
    {
        var questions = ClipQuestions.Generate(200, seed: 1);
        Assert.Equal(questions.Pixels, ClipQuestions.Generate(200, seed: 1).Pixels);
        Assert.Equal(3, questions.Questions.Select(question => question.Kind).Distinct().Count());
        var frame = questions.Frame(3);
        Assert.Equal(questions.Videos[7, 3, 5, 6, 1], frame[7, 5, 6, 1]);
    }

    private static float Brightness(float[] pixels, int frame, int row, int column)
    {
        int Wrap(int position) => ((position % Scene.Side) + Scene.Side) % Scene.Side;
        return pixels.AsSpan(((frame * Scene.Side + Wrap(row)) * Scene.Side + Wrap(column)) * 3, 3).ToArray().Max();
    }
}
