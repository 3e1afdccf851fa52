using System.CommandLine;
using System.Numerics.Tensors;
using Keras;
using Samples.Digits;
using Spectre.Console;

var mnist = CommonOptions.Mnist();
var epochs = CommonOptions.Epochs(10);
var batchSize = CommonOptions.BatchSize(32);
var command = new RootCommand("Trains a small network to read handwritten digits.") { mnist, epochs, batchSize };
command.SetAction(options => Run(options.GetValue(mnist), options.GetValue(epochs), options.GetValue(batchSize)));
return command.Parse(args).Invoke();

static int Run(DirectoryInfo? mnist, int epochs, int batchSize)
{
    var (train, test) = Digits.Load(mnist);
    AnsiConsole.WriteLine($"{train.Count} {(mnist is null ? "drawn" : "MNIST")} digits to train on, {test.Count} to test with.");

    using var model = new Mlp(seed: 42);
    model.Summary();
    model.Compile(new RMSprop(), Loss.CategoricalCrossentropy, metrics: Metric.Accuracy);
    var history = model.Fit(
        train.Vectors, train.OneHotLabels(), batchSize: batchSize, epochs: epochs, validationData: new(test.Vectors, test.OneHotLabels()));

    var evaluation = model.Evaluate(test.Vectors, test.OneHotLabels(), verbose: 0);
    Tensor<float> probabilities = model.Predict(test.Vectors);
    Report(test.Labels, test.Vectors, probabilities);

    TrainingCurve.Save(history, "loss", "accuracy");
    var baseline = new Baseline("always the most frequent digit", Baselines.Majority(train.Labels.Values(), test.Labels.Values()));
    return new Verdict("test accuracy", evaluation["accuracy"], Threshold: 0.9, [baseline]).Report();
}

static void Report(Tensor<int> labels, Tensor<float> images, Tensor<float> probabilities)
{
    var (digits, pixels, chances) = (labels.Values(), images.Values(), probabilities.Values());
    AnsiConsole.Write(new ConfusionMatrix(digits, chances).ToTable());
    for (var i = 0; i < 3; i++)
        AnsiConsole.Write(DigitPicture.Draw(pixels.AsSpan(i * 784, 784), digits[i], chances.AsSpan(i * 10, 10)));
}
