using System.CommandLine;
using System.Numerics.Tensors;
using Keras;
using Samples.Denoising;
using Samples.Denoising.Guide;
using Spectre.Console;

const int TrainingPictures = 1200;
const int TestPictures = 100;

var epochs = CommonOptions.Epochs(16);
var batchSize = CommonOptions.BatchSize(1);
var seed = CommonOptions.Seed();
var full = CommonOptions.Full();
var command = new RootCommand("Takes noise off pictures by residual connections.") { epochs, batchSize, seed, full };
command.SetAction(options => options.GetValue(full)
    ? RunFull(options.GetValue(seed))
    : Run(options.GetValue(epochs), options.GetValue(batchSize), options.GetValue(seed)));
return command.Parse(args).Invoke();

static int Run(int epochs, int batchSize, int seed)
{
    var train = NoisyPictures.Generate(TrainingPictures, seed);
    var test = NoisyPictures.Generate(TestPictures, seed + 1);

    using var block = new ResidualBlock(seed);
    block.Compile(new Adam(1e-2f), Loss.MeanSquaredError);
    block.Fit(train.Noisy, train.Clean, batchSize: batchSize, epochs: 3, verbose: 0);

    using var model = new Denoiser(seed);
    model.Summary();
    model.Compile(new Adam(new CosineDecay(4e-3f, (long)epochs * TrainingPictures / batchSize)), Loss.MeanSquaredError);
    var history = model.Fit(train.Noisy, train.Clean, batchSize: batchSize, epochs: epochs, validationData: new(test.Noisy, test.Clean));

    Tensor<float> restored = model.Predict(test.Noisy);
    Show(test, restored.Values());
    TrainingCurve.Save(history, "loss");

    var noise = MeanSquare(test.NoisyPixels, test.CleanPixels);
    return new Verdict("noise that is left", MeanSquare(restored.Values(), test.CleanPixels) / noise, Threshold: 0.12,
    [
        new("the picture as it is", 1),
        new("the mean of 3 by 3 pixels", MeanSquare(Blur.Mean(test.NoisyPixels, NoisyPictures.Side), test.CleanPixels) / noise),
        new("the guide's one residual connection", MeanSquare(((Tensor<float>)block.Predict(test.Noisy)).Values(), test.CleanPixels) / noise),
    ], LowerIsBetter: true).Report();
}

static double MeanSquare(float[] pixels, float[] clean) => Math.Pow(TensorPrimitives.Distance<float>(pixels, clean), 2) / clean.Length;

static void Show(NoisyPictures pictures, float[] restored)
{
    const int Side = NoisyPictures.Side;
    foreach (var (name, pixels) in new[] { ("noisy", pictures.NoisyPixels), ("restored", restored), ("clean", pictures.CleanPixels) })
        AnsiConsole.Write(new Panel(TerminalPicture.Color(pixels.AsSpan(0, Side * Side * 3), Side, Side)).Header(name));
}

static int RunFull(int seed)
{
    using var model = new Residual(seed);
    var random = new Random(seed);
    var image = Tensor.Create([.. Enumerable.Range(0, 256 * 256 * 3).Select(_ => random.NextSingle())], [1, 256, 256, 3]);
    return FullSize.Report(
        model, "One image (256, 256, 3)",
        () => model.Predict(image),
        () => model.Compile(new RMSprop(), Loss.MeanSquaredError),
        () => model.TrainOnBatch(image, image));
}
