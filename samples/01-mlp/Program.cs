using System.CommandLine;
using System.Numerics.Tensors;
using Keras;
using Samples.Digits;
using Spectre.Console;

var mnist = new Option<DirectoryInfo>("--mnist") { Description = "Folder with the idx.gz files of MNIST. Without it the program draws digits itself." };
var epochs = new Option<int>("--epochs") { Description = "Passes over the training images.", DefaultValueFactory = _ => 10 };
var batchSize = new Option<int>("--batch-size") { Description = "Images per training step.", DefaultValueFactory = _ => 32 };
mnist.AcceptExistingOnly();
foreach (var option in new[] { epochs, batchSize })
{
    option.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int>() < 1) result.AddError($"{option.Name} must be at least 1.");
    });
}
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

    var picture = Path.GetFullPath("training-curve.png");
    TrainingCurve.Save(history, picture);
    AnsiConsole.WriteLine($"training curve: {picture}");
    AnsiConsole.WriteLine($"test accuracy: {evaluation["accuracy"]:0.0000}");

    // Guessing gives 0.1: a model that is no better than half right has learnt nothing worth the name.
    return evaluation["accuracy"] > 0.5f ? 0 : 1;
}

static void Report(Tensor<int> labels, Tensor<float> images, Tensor<float> probabilities)
{
    var digits = new int[labels.FlattenedLength];
    var pixels = new float[images.FlattenedLength];
    var chances = new float[probabilities.FlattenedLength];
    labels.FlattenTo(digits);
    images.FlattenTo(pixels);
    probabilities.FlattenTo(chances);

    AnsiConsole.Write(new ConfusionMatrix(digits, chances).ToTable());
    for (var i = 0; i < 3; i++)
        AnsiConsole.Write(DigitPicture.Draw(pixels.AsSpan(i * 784, 784), digits[i], chances.AsSpan(i * 10, 10)));
}
