using System.CommandLine;
using System.Numerics.Tensors;
using Keras;
using Keras.Datasets;
using Samples.DigitPairs;
using Samples.DigitPairs.Guide;
using Samples.Digits;
using Spectre.Console;

const int StepsPerEpoch = 250;
const int TestPairs = 4000;

var mnist = CommonOptions.Mnist();
var epochs = CommonOptions.Epochs(16);
var batchSize = CommonOptions.BatchSize(32);
var seed = CommonOptions.Seed();
var full = CommonOptions.Full();
var command = new RootCommand("Tells whether two images show the same digit.") { mnist, epochs, batchSize, seed, full };
command.SetAction(options => options.GetValue(full)
    ? RunFull(options.GetValue(seed))
    : Run(options.GetValue(mnist), options.GetValue(epochs), options.GetValue(batchSize), options.GetValue(seed)));
return command.Parse(args).Invoke();

static int Run(DirectoryInfo? mnist, int epochs, int batchSize, int seed)
{
    // Images of test pairs are in no pair to train on.
    var (train, test) = Digits.Load(mnist);
    var testPairs = new DigitPairSource(test).Draw(TestPairs, new Random(seed));
    AnsiConsole.WriteLine($"New pairs of {train.Count} images in each of {epochs * StepsPerEpoch} steps; {TestPairs} pairs of {test.Count} other images to test with.");

    using var model = new SameDigit(seed);
    model.Summary();
    model.Compile(new Adam(new CosineDecay(3e-3f, (long)epochs * StepsPerEpoch)), Loss.BinaryCrossentropy, metrics: Metric.Accuracy);
    var history = model.Fit(
        Pairs(new(train), batchSize, seed), epochs: epochs, stepsPerEpoch: StepsPerEpoch,
        validationData: new(new(testPairs.First, testPairs.Second), testPairs.Same));
    var evaluation = model.Evaluate(new(testPairs.First, testPairs.Second), testPairs.Same, verbose: 0);

    TrainingCurve.Save(history, "loss", "accuracy");
    int[] same = [.. testPairs.Same.Values().Select(label => (int)label)];
    return new Verdict("pair accuracy", evaluation["accuracy"], Threshold: 0.97,
    [
        new("always the more frequent answer", Baselines.Majority(same, same)),
        new("any sum of two scores, at most", 0.75),
    ]).Report();
}

static IEnumerable<SameDigit.Batch> Pairs(DigitPairSource digits, int batchSize, int seed)
{
    for (var random = new Random(seed); ;)
    {
        var pairs = digits.Draw(batchSize, random);
        yield return new(new(pairs.First, pairs.Second), pairs.Same);
    }
}

static int RunFull(int seed)
{
    const int Batch = 32;
    using var model = new ClassificationModel(seed);
    var pairs = new DigitPairSource(DrawnDigits.Generate(1000, seed)).Draw(Batch, new Random(seed));
    return FullSize.Report(
        model, $"{Batch} pairs of (27, 27, 1)",
        () => model.Predict(new(pairs.First, pairs.Second)),
        () => model.Compile(new RMSprop(), Loss.BinaryCrossentropy, metrics: Metric.Accuracy),
        () => model.TrainOnBatch(new(pairs.First, pairs.Second), pairs.Same));
}
