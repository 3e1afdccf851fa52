using System.CommandLine;
using System.Numerics.Tensors;
using Keras;
using Samples.Marks;
using Samples.Marks.Guide;
using Spectre.Console;

const int TrainingPictures = 4000;
const int TestPictures = 1000;

var epochs = CommonOptions.Epochs(4);
var batchSize = CommonOptions.BatchSize(32);
var seed = CommonOptions.Seed();
var full = CommonOptions.Full();
var command = new RootCommand("Finds marks of different size by an inception module, joined by channels and by rows.") { epochs, batchSize, seed, full };
command.SetAction(options => options.GetValue(full)
    ? RunFull(options.GetValue(seed))
    : Run(options.GetValue(epochs), options.GetValue(batchSize), options.GetValue(seed)));
return command.Parse(args).Invoke();

static int Run(int epochs, int batchSize, int seed)
{
    var train = Marks.Generate(TrainingPictures, seed);
    var test = Marks.Generate(TestPictures, seed + 1);
    for (var i = 0; i < 2; i++)
        AnsiConsole.Write(new Panel(TerminalPicture.Color(test.Pixels.AsSpan(i * Marks.Side * Marks.Side * 3), Marks.Side, Marks.Side)).Header($"mark {test.Labels[i]}"));

    using var byChannels = new InceptionByChannels(seed);
    byChannels.Summary();
    byChannels.Compile(new Adam(3e-3f), Loss.SparseCategoricalCrossentropy, metrics: Metric.Accuracy);
    var history = byChannels.Fit(
        train.Pictures, train.LabelTensor, batchSize: batchSize, epochs: epochs, validationData: new(test.Pictures, test.LabelTensor));
    var channels = byChannels.Evaluate(test.Pictures, test.LabelTensor, verbose: 0)["accuracy"];

    using var byRows = new InceptionByRows(seed);
    byRows.Compile(new Adam(3e-3f), Loss.SparseCategoricalCrossentropy, metrics: Metric.Accuracy);
    byRows.Fit(train.Pictures, train.LabelTensor, batchSize: batchSize, epochs: epochs, validationData: new(test.Pictures, test.LabelTensor));
    var rows = byRows.Evaluate(test.Pictures, test.LabelTensor, verbose: 0)["accuracy"];

    TrainingCurve.Save(history, "loss", "accuracy");
    AnsiConsole.WriteLine($"joined by channels: {channels:0.0000}, by rows: {rows:0.0000}");
    var baseline = new Baseline("always the most frequent mark", Baselines.Majority(train.Labels, test.Labels));
    return new Verdict("accuracy, the lower of both", Math.Min(channels, rows), Threshold: 0.95, [baseline]).Report();
}

static int RunFull(int seed)
{
    using var model = new Inception(seed);
    var image = Noise([1, 256, 256, 3], seed);
    var target = Noise([1, 768, 256, 64], seed + 1);
    return FullSize.Report(
        model, "One image (256, 256, 3)",
        () => model.Predict(image),
        () => model.Compile(new RMSprop(), Loss.MeanSquaredError),
        () => model.TrainOnBatch(image, target));
}

static Tensor<float> Noise(nint[] shape, int seed)
{
    var random = new Random(seed);
    var values = new float[TensorPrimitives.Product<nint>(shape)];
    foreach (ref var value in values.AsSpan()) value = random.NextSingle();
    return Tensor.Create(values, shape);
}
