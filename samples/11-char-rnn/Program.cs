using System.CommandLine;
using Keras;
using Samples.Characters;
using Spectre.Console;

const int Window = 64;
const int TestWindow = 256;
const int StoryLength = 200_000;

var text = new Option<FileInfo>("--text") { Description = "A text to learn from, plain or .gz. Without it the program tells itself stories out of a grammar." };
text.AcceptExistingOnly();
var epochs = CommonOptions.Epochs(8);
var batchSize = CommonOptions.BatchSize(32);
var seed = CommonOptions.Seed();
var command = new RootCommand("Learns to write from a text, character by character.") { text, epochs, batchSize, seed };
command.SetAction(options => Run(options.GetValue(text), options.GetValue(epochs), options.GetValue(batchSize), options.GetValue(seed)));
return command.Parse(args).Invoke();

static int Run(FileInfo? file, int epochs, int batchSize, int seed)
{
    var corpus = Corpus.Of(file is null ? Stories.Tell(StoryLength, seed) : Corpus.Read(file));
    AnsiConsole.WriteLine($"{corpus.Training.Length} characters to train on, {corpus.Test.Length} held out.");
    var (characters, next) = Corpus.Windows(corpus.Training, Window);
    // The time axis is None: the model reads any length, and the first characters of a window are the hardest.
    var (testCharacters, testNext) = Corpus.Windows(corpus.Test, TestWindow);

    using var model = new CharacterModel(seed);
    model.Summary();
    var steps = epochs * ((characters.Lengths[0] + batchSize - 1) / batchSize);
    model.Compile(new Adam(new CosineDecay(5e-3f, steps)), Loss.SparseCategoricalCrossentropy);
    var history = model.Fit(characters, next, batchSize: batchSize, epochs: epochs, validationData: new(testCharacters, testNext));
    var nats = model.Evaluate(testCharacters, testNext, verbose: 0).Loss;

    using var writerModel = new CharacterWriter(embedding: model.Embedding, lstm: model.Lstm, next: model.Next);
    AnsiConsole.Write(new Panel(new Text(new Writer(writerModel).Write("\n", 400, temperature: 0.7, new Random(seed)).Trim())).Header("written by the model"));

    TrainingCurve.Save(history, "loss");
    return new Verdict("nats per character", nats, file is null ? 0.6 : 1.7,
    [
        new("counting characters", new ContextModel(corpus.Training, 0).NatsPerCharacter(corpus.Test)),
        new("counting pairs", new ContextModel(corpus.Training, 1).NatsPerCharacter(corpus.Test)),
        new("counting triples", new ContextModel(corpus.Training, 2).NatsPerCharacter(corpus.Test)),
    ], LowerIsBetter: true).Report();
}
