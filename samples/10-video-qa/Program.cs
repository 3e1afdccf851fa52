using System.CommandLine;
using System.Numerics.Tensors;
using Keras;
using Samples.VideoQuestions;
using Samples.VisualQuestions;
using Spectre.Console;
using Guide = Samples.VideoQuestions.Guide;

const int StepsPerEpoch = 125;
const int TestVideos = 1000;
const int BaselineVideos = 3000;

var epochs = CommonOptions.Epochs(16);
var batchSize = CommonOptions.BatchSize(32);
var seed = CommonOptions.Seed();
var full = CommonOptions.Full();
var command = new RootCommand("Answers questions about videos, with the parts of a model that answers questions about pictures.") { epochs, batchSize, seed, full };
command.SetAction(options => options.GetValue(full)
    ? RunFull(options.GetValue(seed))
    : Run(options.GetValue(epochs), options.GetValue(batchSize), options.GetValue(seed)));
return command.Parse(args).Invoke();

static int Run(int epochs, int batchSize, int seed)
{
    AnsiConsole.WriteLine("First the model of the sample before learns to answer questions about pictures.");
    var vqa = Training.Train(PictureQuestions.Generate(Training.TestPictures, seed + 1), Training.Epochs / 4, Training.BatchSize, seed).Model;

    var test = ClipQuestions.Generate(TestVideos, seed + 1);
    AnsiConsole.WriteLine($"New videos with a question each in every training step; {TestVideos} others to test with.");

    // Not copies: the very layers of the picture model. The vision model knows what is where already; left as it is, its layers need no
    // backward step.
    vqa.Vision.Trainable = false;
    using var model = new VideoQa(seed, vision: vqa.Vision, questionEncoder: new(embedding: vqa.Embedding, lstm: vqa.Lstm));
    model.Summary();
    model.Compile(
        new Adam(new CosineDecay(2e-3f, (long)epochs * StepsPerEpoch)), Loss.SparseCategoricalCrossentropy, metrics: Metric.Accuracy);
    var history = model.Fit(
        Batches(batchSize, seed), epochs: epochs, stepsPerEpoch: StepsPerEpoch,
        validationData: new(new(test.Videos, test.Words), test.AnswerTensor));

    Tensor<float> probabilities = model.Predict(new(test.Videos, test.Words));
    var answers = probabilities.MostLikely();
    Show(test, answers);
    var accuracy = AnswerTable.Print(test.Questions, answers);
    TrainingCurve.Save(history, "loss", "accuracy");
    var train = ClipQuestions.Generate(BaselineVideos, seed);
    return new Verdict("accuracy", accuracy, Threshold: 0.8,
    [
        Training.QuestionAlone(train.Questions, test.Questions),
        new("the middle frame and the question", OneFrame(train, test, batchSize, seed)),
    ]).Report();
}

/// <summary>Videos that are drawn as they are needed: none comes twice.</summary>
static IEnumerable<VideoQa.Batch> Batches(int batchSize, int seed)
{
    for (var random = new Random(seed); ;)
    {
        var batch = ClipQuestions.Generate(batchSize, random);
        yield return new(new(batch.Videos, batch.Words), batch.AnswerTensor);
    }
}

/// <summary>The picture model, trained on one frame of each video.</summary>
static double OneFrame(ClipQuestions train, ClipQuestions test, int batchSize, int seed)
{
    const int Frame = Clip.Frames / 2;
    const int Epochs = 4;
    using var model = new VisualQa(seed);
    model.Compile(new Adam(), Loss.SparseCategoricalCrossentropy, metrics: Metric.Accuracy);
    model.Fit(new(train.Frame(Frame), train.Words), train.AnswerTensor, batchSize: batchSize, epochs: Epochs, verbose: 0);
    return model.Evaluate(new(test.Frame(Frame), test.Words), test.AnswerTensor, verbose: 0)["accuracy"];
}

static void Show(ClipQuestions test, int[] answers)
{
    const int FrameValues = Scene.Side * Scene.Side * 3;
    for (var frame = 0; frame < Clip.Frames; frame += 2)
        AnsiConsole.Write(new Panel(TerminalPicture.Color(test.Pixels.AsSpan(frame * FrameValues), Scene.Side, Scene.Side)).Header($"frame {frame}"));
    AnsiConsole.WriteLine($"{test.Questions[0].Text}? {Language.Text(answers[0])} (right: {Language.Text(test.Answers[0])})");
}

static int RunFull(int seed)
{
    using var model = new Guide.VideoQa(seed);
    var random = new Random(seed);
    var pixels = new float[100 * 224 * 224 * 3];
    foreach (ref var pixel in pixels.AsSpan()) pixel = random.NextSingle();
    var video = Tensor.Create(pixels, [1, 100, 224, 224, 3]);
    var question = Tensor.Create([.. Enumerable.Range(0, 100).Select(_ => random.Next(10_000))], [1, 100]);
    var answer = Tensor.Create([random.Next(1000)], [1]);
    return FullSize.Report(
        model, "One video (100, 224, 224, 3) and one question of 100 words",
        () => model.Predict(new(video, question)),
        () => model.Compile(new RMSprop(), Loss.SparseCategoricalCrossentropy, metrics: Metric.Accuracy),
        () => model.TrainOnBatch(new(video, question), answer));
}
