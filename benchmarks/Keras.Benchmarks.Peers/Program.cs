using System.CommandLine;
using Keras.Benchmarks.Peers.Engines;
using Keras.Benchmarks.Peers.Facts;
using Keras.Benchmarks.Peers.Measurement;

// dotnet run -c Release -- [options]: see --help
var models = new Option<string[]>("--models")
{
    Description = "Which models; all by default.",
    AllowMultipleArgumentsPerToken = true,
    CustomParser = result => [.. result.Tokens.SelectMany(token => token.Value.Split(','))],
    DefaultValueFactory = _ => [.. ModelCatalogue.All.Select(model => model.Name)],
};
models.Validators.Add(result =>
{
    foreach (var name in result.GetValueOrDefault<string[]>().Except(ModelCatalogue.All.Select(model => model.Name)))
        result.AddError($"There is no model '{name}'; there are {string.Join(", ", ModelCatalogue.All)}.");
});
var threads = new Option<int>("--threads") { Description = "Threads of each engine.", DefaultValueFactory = _ => 1 };
var rounds = new Option<int?>("--rounds") { Description = "Rounds of each comparison, instead of what fits into five seconds." };
var quick = new Option<bool>("--quick") { Description = "Fewer rounds, shorter warm-up." };
var profile = new Option<bool>("--profile") { Description = "Instead of comparing: where the time of this project's predictions goes." };
var untuned = new Option<bool>("--untuned") { Description = "With the allocator's settings as they are; else those that are best for the peers." };
var command = new RootCommand("Runs the models of the guide in this project, in ONNX Runtime and in TorchSharp, in turn.")
{
    models, threads, rounds, quick, profile, untuned,
};
command.SetAction(options =>
{
    if (!options.GetValue(untuned) && TunedAllocator.RunAgain(args) is { } code) return code;
    var chosen = options.GetValue(models)!.Select(ModelCatalogue.Get);
    if (options.GetValue(profile)) return ProfileReport.Print(chosen);
    var schedule = options.GetValue(quick) ? Schedule.Quick(options.GetValue(rounds)) : Schedule.Full(options.GetValue(rounds));
    return ComparisonReport.Print(chosen, options.GetValue(threads), schedule);
});
return command.Parse(args).Invoke();
