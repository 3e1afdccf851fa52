using System.CommandLine;
using System.Numerics.Tensors;
using Keras;
using Samples.VisualQuestions;
using Spectre.Console;

var epochs = CommonOptions.Epochs(Training.Epochs);
var batchSize = CommonOptions.BatchSize(Training.BatchSize);
var seed = CommonOptions.Seed();
var full = CommonOptions.Full();
var command = new RootCommand("Answers questions about pictures.") { epochs, batchSize, seed, full };
command.SetAction(options => options.GetValue(full)
    ? RunFull(options.GetValue(seed))
    : Run(options.GetValue(epochs), options.GetValue(batchSize), options.GetValue(seed)));
return command.Parse(args).Invoke();

static int Run(int epochs, int batchSize, int seed)
{
    var test = PictureQuestions.Generate(Training.TestPictures, seed + 1);
    AnsiConsole.WriteLine($"New pictures with a question each in every training step; {test.Questions.Count} others to test with.");
    var (model, history) = Training.Train(test, epochs, batchSize, seed);
    using var _ = model;

    Tensor<float> probabilities = model.Predict(new(test.Pictures, test.Words));
    var answers = probabilities.MostLikely();
    for (var i = 0; i < 3; i++)
    {
        AnsiConsole.Write(new Panel(TerminalPicture.Color(test.Pixels.AsSpan(i * Scene.Side * Scene.Side * 3), Scene.Side, Scene.Side)));
        AnsiConsole.WriteLine($"{test.Questions[i].Text}? {Language.Text(answers[i])} (right: {Language.Text(test.Answers[i])})");
    }
    var accuracy = AnswerTable.Print(test.Questions, answers);
    TrainingCurve.Save(history, "loss", "accuracy");
    return new Verdict("accuracy", accuracy, Threshold: 0.8, Training.Blind(test, seed)).Report();
}

static int RunFull(int seed)
{
    using var model = new Samples.VisualQuestions.Guide.VisualQa(seed);
    var random = new Random(seed);
    var image = Tensor.Create([.. Enumerable.Range(0, 224 * 224 * 3).Select(_ => random.NextSingle())], [1, 224, 224, 3]);
    var question = Tensor.Create([.. Enumerable.Range(0, 100).Select(_ => random.Next(10_000))], [1, 100]);
    var answer = Tensor.Create([random.Next(1000)], [1]);
    return FullSize.Report(
        model, "One image (224, 224, 3) and one question of 100 words",
        () => model.Predict(new(image, question)),
        () => model.Compile(new RMSprop(), Loss.SparseCategoricalCrossentropy, metrics: Metric.Accuracy),
        () => model.TrainOnBatch(new(image, question), answer));
}
