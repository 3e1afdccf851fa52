using System.CommandLine;
using Keras;
using Samples.Headlines;
using Spectre.Console;

const int TrainingHeadlines = 6000;
const int TestHeadlines = 1000;

var epochs = CommonOptions.Epochs(8);
var batchSize = CommonOptions.BatchSize(32);
var seed = CommonOptions.Seed();
var command = new RootCommand("Tells from its words and facts about it whether many will read a headline. The model is the guide's at full size.")
{
    epochs, batchSize, seed,
};
command.SetAction(options => Run(options.GetValue(epochs), options.GetValue(batchSize), options.GetValue(seed)));
return command.Parse(args).Invoke();

static int Run(int epochs, int batchSize, int seed)
{
    var train = Headlines.Generate(TrainingHeadlines, seed);
    var test = Headlines.Generate(TestHeadlines, seed + 1);
    AnsiConsole.WriteLine($"{train.Count} headlines to train on, {test.Count} to test with, such as");
    for (var i = 0; i < 4; i++) AnsiConsole.WriteLine($"  {(test.Popular[i] == 1 ? "read by many: " : "read by few:  ")}{test.Texts[i]}");

    using var model = new Headline(seed);
    model.Summary();
    var steps = (long)epochs * TrainingHeadlines / batchSize;
    model.Compile(
        new RMSprop(new CosineDecay(4e-3f, steps)), Loss.BinaryCrossentropy, lossWeights: new(MainOutput: 1f, AuxOutput: 0.2f), metrics: Metric.Accuracy);
    var history = model.Fit(
        new(train.Words, train.FactValues), new(train.PopularColumn, train.PopularColumn), batchSize: batchSize, epochs: epochs,
        validationData: new(new(test.Words, test.FactValues), new(test.PopularColumn, test.PopularColumn)));
    var evaluation = model.Evaluate(new(test.Words, test.FactValues), new(test.PopularColumn, test.PopularColumn), verbose: 0);

    TrainingCurve.Save(history, "main_output_accuracy", "aux_output_accuracy");
    return new Verdict("accuracy of main_output", evaluation["main_output_accuracy"], Threshold: 0.9,
    [
        new("always the more frequent answer", Baselines.Majority([.. train.Popular], [.. test.Popular])),
        new("words without their order, and the facts", WithoutOrder(train, test, seed)),
        new("the words alone (aux_output)", evaluation["aux_output_accuracy"]),
    ]).Report();
}

static double WithoutOrder(Headlines train, Headlines test, int seed)
{
    using var model = new BagOfWords(seed);
    model.Compile(new RMSprop(), Loss.BinaryCrossentropy, metrics: Metric.Accuracy);
    model.Fit(new(BagOfWords.Count(train), train.FactValues), train.PopularColumn, epochs: 10, verbose: 0);
    return model.Evaluate(new(BagOfWords.Count(test), test.FactValues), test.PopularColumn, verbose: 0)["accuracy"];
}
