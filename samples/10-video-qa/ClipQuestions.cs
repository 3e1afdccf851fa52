using System.Numerics.Tensors;
using Samples.VisualQuestions;

namespace Samples.VideoQuestions;

/// <summary>Videos with a question each.</summary>
internal sealed class ClipQuestions
{
    private const int FrameValues = Scene.Side * Scene.Side * 3;
    private const int Values = Clip.Frames * FrameValues;

    private ClipQuestions(float[] pixels, int[] words, Question[] questions)
    {
        Pixels = pixels;
        Questions = questions;
        Answers = [.. questions.Select(question => question.Answer)];
        Videos = Tensor.Create(pixels, [questions.Length, Clip.Frames, Scene.Side, Scene.Side, 3]);
        Words = Tensor.Create(words, [questions.Length, Language.QuestionLength]);
        AnswerTensor = Tensor.Create(Answers, [questions.Length]);
    }

    public IReadOnlyList<Question> Questions { get; }

    public float[] Pixels { get; }

    public int[] Answers { get; }

    /// <summary>Shape (n, 8, 20, 20, 3).</summary>
    public Tensor<float> Videos { get; }

    /// <summary>Shape (n, 8).</summary>
    public Tensor<int> Words { get; }

    /// <summary>Shape (n).</summary>
    public Tensor<int> AnswerTensor { get; }

    public static ClipQuestions Generate(int count, int seed) => Generate(count, new Random(seed));

    public static ClipQuestions Generate(int count, Random random)
    {
        var (pixels, words, questions) = (new float[count * Values], new int[count * Language.QuestionLength], new Question[count]);
        for (var i = 0; i < count; i++)
        {
            var clip = new Clip(random);
            clip.Draw(pixels.AsSpan(i * Values, Values), random);
            questions[i] = clip.Ask(random);
            Language.Vocabulary.Encode(questions[i].Text, words.AsSpan(i * Language.QuestionLength, Language.QuestionLength));
        }
        return new(pixels, words, questions);
    }

    /// <summary>One frame of every video, shape (n, 20, 20, 3).</summary>
    public Tensor<float> Frame(int frame)
    {
        var pictures = new float[Questions.Count * FrameValues];
        for (var i = 0; i < Questions.Count; i++)
            Pixels.AsSpan(i * Values + frame * FrameValues, FrameValues).CopyTo(pictures.AsSpan(i * FrameValues));
        return Tensor.Create(pictures, [Questions.Count, Scene.Side, Scene.Side, 3]);
    }
}
