using Keras;

namespace Samples.VisualQuestions;

/// <summary>How the model of pictures and questions is trained: by this sample, and by the next one, which goes on from there.</summary>
internal static class Training
{
    public const int TestPictures = 1500;
    public const int Epochs = 16;
    public const int BatchSize = 32;
    private const int StepsPerEpoch = 500;
    private const int BaselineQuestions = 10_000;

    /// <summary>Trains on pictures that are drawn as they are needed: none comes twice.</summary>
    public static (VisualQa Model, History History) Train(PictureQuestions test, int epochs, int batchSize, int seed)
    {
        var model = new VisualQa(seed);
        model.Summary();
        model.Compile(
            new Adam(new CosineDecay(2e-3f, (long)epochs * StepsPerEpoch)), Loss.SparseCategoricalCrossentropy, metrics: Metric.Accuracy);
        var history = model.Fit(
            Batches(batchSize, seed), epochs: epochs, stepsPerEpoch: StepsPerEpoch,
            validationData: new(new(test.Pictures, test.Words), test.AnswerTensor));
        return (model, history);
    }

    private static IEnumerable<VisualQa.Batch> Batches(int batchSize, int seed)
    {
        for (var random = new Random(seed); ;)
        {
            var batch = PictureQuestions.Generate(batchSize, random);
            yield return new(new(batch.Pictures, batch.Words), batch.AnswerTensor);
        }
    }

    /// <summary>What is reached without looking at the pictures.</summary>
    public static IReadOnlyList<Baseline> Blind(PictureQuestions test, int seed)
    {
        var questions = PictureQuestions.Generate(BaselineQuestions, seed);
        return [new("always the most frequent answer", Baselines.Majority(questions.Answers, test.Answers)), QuestionAlone(questions.Questions, test.Questions)];
    }

    /// <summary>Answering what is most frequent for the same words: the best that can be done without looking.</summary>
    public static Baseline QuestionAlone(IEnumerable<Question> train, IEnumerable<Question> test) => new(
        "the question alone",
        Baselines.MajorityByGroup<string>(
            [.. train.Select(question => question.Text)], [.. train.Select(question => question.Answer)],
            [.. test.Select(question => question.Text)], [.. test.Select(question => question.Answer)]));
}
