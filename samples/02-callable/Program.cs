using System.CommandLine;
using System.Numerics.Tensors;
using Keras;
using Keras.Datasets;
using Samples.Digits;
using Samples.Sequences;
using Spectre.Console;

var mnist = CommonOptions.Mnist();
var epochs = CommonOptions.Epochs(10);
var batchSize = CommonOptions.BatchSize(32);
var seed = CommonOptions.Seed();
var command = new RootCommand("Applies a trained model to every frame of a sequence. The shapes are the guide's.") { mnist, epochs, batchSize, seed };
command.SetAction(options => Run(options.GetValue(mnist), options.GetValue(epochs), options.GetValue(batchSize), options.GetValue(seed)));
return command.Parse(args).Invoke();

static int Run(DirectoryInfo? mnist, int epochs, int batchSize, int seed)
{
    const int Frames = 20;
    var (train, test) = Digits.Load(mnist);
    using var mlp = new Mlp(seed);
    mlp.Compile(new RMSprop(), Loss.CategoricalCrossentropy, metrics: Metric.Accuracy);
    mlp.Fit(train.Vectors, train.OneHotLabels(), batchSize: batchSize, epochs: epochs);

    // The sequence model takes the trained one over: not a copy, the same weights.
    using var sequenceModel = new DigitSequence(mlp: mlp);
    sequenceModel.Summary();

    var count = test.Count / Frames;
    var frames = test.Slice(0, count * Frames);
    Tensor<float> perImage = mlp.Predict(frames.Vectors);
    Tensor<float> perFrame = sequenceModel.Predict(Tensor.Create(frames.Vectors.Values(), [count, Frames, 784]));
    AnsiConsole.WriteLine($"{count} sequences of {Frames} images give {Shape(perFrame)}, the images alone {Shape(perImage)}.");

    var (alone, inSequence) = (perImage.Values(), perFrame.Values());
    var difference = alone.Zip(inSequence, (a, b) => Math.Abs(a - b)).Max();
    AnsiConsole.WriteLine($"greatest difference between the two: {difference:g2}");
    if (difference > 1e-6f)
    {
        AnsiConsole.WriteLine("The model in the sequence must give what it gives alone (to 1e-6).");
        return 1;
    }

    var read = Tensor.Create(inSequence, [count * Frames, 10]).MostLikely();
    var labels = frames.Labels.Values();
    for (var i = 0; i < 3; i++)
    {
        AnsiConsole.WriteLine($"sequence {i}: {string.Join(' ', labels[(i * Frames)..((i + 1) * Frames)])}");
        AnsiConsole.WriteLine($"   read as: {string.Join(' ', read[(i * Frames)..((i + 1) * Frames)])}");
    }
    var accuracy = read.Zip(labels, (a, b) => a == b ? 1.0 : 0.0).Average();
    var baseline = new Baseline("always the most frequent digit", Baselines.Majority(train.Labels.Values(), labels));
    return new Verdict("accuracy over frames", accuracy, Threshold: 0.9, [baseline]).Report();
}

static string Shape(Tensor<float> tensor) => $"({string.Join(", ", tensor.Lengths.ToArray())})";
