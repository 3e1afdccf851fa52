using Keras;

namespace Samples.VisualQuestions;

/// <summary>How the model of pictures and questions is trained: by this sample, and by the next one, which goes on from there.</summary>
internal static class Training
{
    public const int Pictures = 8000;
    public const int TestPictures = 1500;
    public const int Epochs = 12;
    public const int BatchSize = 32;

    public static (VisualQa Model, History History) Train(PictureQuestions train, PictureQuestions test, int epochs, int batchSize, int seed)
    {
        var model = new VisualQa(seed);
        model.Summary();
        model.Compile(new Adam(1e-3f), Loss.SparseCategoricalCrossentropy, metrics: Metric.Accuracy);
        var history = model.Fit(
            new(train.Pictures, train.Words), train.AnswerTensor, batchSize: batchSize, epochs: epochs,
            validationData: new(new(test.Pictures, test.Words), test.AnswerTensor));
        return (model, history);
    }

    /// <summary>Answering what is most frequent for the same words: the best that can be done without looking.</summary>
    public static Baseline QuestionAlone(IEnumerable<Question> train, IEnumerable<Question> test) => new(
        "the question alone",
        Baselines.MajorityByGroup<string>(
            [.. train.Select(question => question.Text)], [.. train.Select(question => question.Answer)],
            [.. test.Select(question => question.Text)], [.. test.Select(question => question.Answer)]));
}
