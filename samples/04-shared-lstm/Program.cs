using System.CommandLine;
using System.Numerics.Tensors;
using Keras;
using Samples.Authors;
using Samples.Authors.Guide;
using Spectre.Console;

const int Authors = 12;
const int TrainingPairs = 4000;
const int TestPairs = 1000;

var epochs = CommonOptions.Epochs(16);
var batchSize = CommonOptions.BatchSize(32);
var seed = CommonOptions.Seed();
var full = CommonOptions.Full();
var command = new RootCommand("Tells whether two messages are by one author.") { epochs, batchSize, seed, full };
command.SetAction(options => options.GetValue(full)
    ? RunFull(options.GetValue(seed))
    : Run(options.GetValue(epochs), options.GetValue(batchSize), options.GetValue(seed)));
return command.Parse(args).Invoke();

static int Run(int epochs, int batchSize, int seed)
{
    var authors = Author.Invent(Authors, seed);
    var train = TweetPairs.Generate(authors, TrainingPairs, seed);
    var test = TweetPairs.Generate(authors, TestPairs, seed + 1);
    AnsiConsole.WriteLine($"{TrainingPairs} pairs of messages by {Authors} authors to train on, {TestPairs} new pairs to test with, such as");
    for (var i = 0; i < 4; i++) AnsiConsole.WriteLine($"  {(test.Same[i] == 1 ? "same author:  " : "other author: ")}{test.First[i]}  |  {test.Second[i]}");

    using var model = new SameAuthor(seed);
    model.Summary();
    model.Compile(new RMSprop(learningRate: 3e-3f), Loss.BinaryCrossentropy, metrics: Metric.Accuracy);
    var history = model.Fit(
        new(train.FirstMatrices, train.SecondMatrices), train.SameColumn, batchSize: batchSize, epochs: epochs,
        validationData: new(new(test.FirstMatrices, test.SecondMatrices), test.SameColumn));
    var evaluation = model.Evaluate(new(test.FirstMatrices, test.SecondMatrices), test.SameColumn, verbose: 0);

    TrainingCurve.Save(history, "loss", "accuracy");
    return new Verdict("pair accuracy", evaluation["accuracy"], Threshold: 0.9,
    [
        new("always the more frequent answer", Baselines.Majority(train.Same, test.Same)),
        new("the same last character", LastCharacter(test)),
        new("any sum of two scores, at most", 0.75),
    ]).Report();
}

static double LastCharacter(TweetPairs pairs) =>
    Enumerable.Range(0, pairs.Same.Length).Average(i => pairs.First[i][^1] == pairs.Second[i][^1] == (pairs.Same[i] == 1) ? 1.0 : 0.0);

static int RunFull(int seed)
{
    const int Batch = 32;
    using var model = new SharedLstm(seed);
    var random = new Random(seed);
    Tensor<float> Tweets() => Tensor.Create([.. Enumerable.Range(0, Batch * 280 * 256).Select(_ => random.Next(256) == 0 ? 1f : 0f)], [Batch, 280, 256]);
    var (a, b) = (Tweets(), Tweets());
    var labels = Tensor.Create([.. Enumerable.Range(0, Batch).Select(i => (float)(i % 2))], [Batch, 1]);
    return FullSize.Report(
        model, $"{Batch} pairs of (280, 256)",
        () => model.Predict(new(a, b)),
        () => model.Compile(new RMSprop(), Loss.BinaryCrossentropy, metrics: Metric.Accuracy),
        () => model.TrainOnBatch(new(a, b), labels));
}
