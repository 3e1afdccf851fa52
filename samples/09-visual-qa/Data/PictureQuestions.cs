using System.Numerics.Tensors;

namespace Samples.VisualQuestions;

/// <summary>Pictures with a question each.</summary>
internal sealed class PictureQuestions
{
    private const int Values = Scene.Side * Scene.Side * 3;

    private PictureQuestions(float[] pixels, int[] words, Question[] questions)
    {
        Pixels = pixels;
        Questions = questions;
        Answers = [.. questions.Select(question => question.Answer)];
        Pictures = Tensor.Create(pixels, [questions.Length, Scene.Side, Scene.Side, 3]);
        Words = Tensor.Create(words, [questions.Length, Language.QuestionLength]);
        AnswerTensor = Tensor.Create(Answers, [questions.Length]);
    }

    public IReadOnlyList<Question> Questions { get; }

    public float[] Pixels { get; }

    public int[] Answers { get; }

    /// <summary>Shape (n, 20, 20, 3).</summary>
    public Tensor<float> Pictures { get; }

    /// <summary>Shape (n, 8).</summary>
    public Tensor<int> Words { get; }

    /// <summary>Shape (n).</summary>
    public Tensor<int> AnswerTensor { get; }

    public static PictureQuestions Generate(int count, int seed) => Generate(count, new Random(seed));

    public static PictureQuestions Generate(int count, Random random)
    {
        var (pixels, words, questions) = (new float[count * Values], new int[count * Language.QuestionLength], new Question[count]);
        for (var i = 0; i < count; i++)
        {
            var scene = new Scene(random);
            scene.Draw(pixels.AsSpan(i * Values, Values), random);
            questions[i] = Question.Ask(scene, random);
            Language.Vocabulary.Encode(questions[i].Text, words.AsSpan(i * Language.QuestionLength, Language.QuestionLength));
        }
        return new(pixels, words, questions);
    }
}
