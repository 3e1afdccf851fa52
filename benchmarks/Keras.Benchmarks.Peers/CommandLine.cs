using System.CommandLine;
using Keras.Benchmarks.Peers.Facts;
using Keras.Benchmarks.Peers.Measurement;
using Keras.Benchmarks.Peers.Reports;
using Keras.Benchmarks.Peers.Startup;
using Spectre.Console;

namespace Keras.Benchmarks.Peers;

/// <summary>What the program is asked to do.</summary>
internal static class CommandLine
{
    /// <summary>Tables are wider than what a pipe is taken for.</summary>
    private const int PipeWidth = 160;

    public static int Run(string[] arguments)
    {
        var models = Models();
        var threads = new Option<int[]>("--threads")
        {
            Description = "Threads of each engine; for several numbers, one run after the other.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [1],
        };
        threads.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int[]>()!.Any(count => count < 1 || count > Environment.ProcessorCount))
                result.AddError($"--threads must be from 1 to the machine's {Environment.ProcessorCount}.");
        });
        var rounds = new Option<int?>("--rounds") { Description = "Rounds of each comparison, instead of as many as fit into five seconds." };
        var quick = new Option<bool>("--quick") { Description = "Fewer rounds, shorter warm-up." };
        var startup = new Option<bool>("--startup") { Description = "Instead: time to the first result and peak memory, each engine in a process of its own." };
        var profile = new Option<bool>("--profile") { Description = "Instead: where the time of this project's predictions goes." };
        var scaling = new Option<bool>("--scaling") { Description = "Instead: this project alone, on one thread and on as many as --threads says." };
        var untuned = new Option<bool>("--untuned") { Description = "Leave the allocator's settings as they are; else they are what is best for the peers." };
        var write = new Option<FileInfo>("--write") { Description = "The Markdown file whose tables get the rows that are measured." }.AcceptExistingOnly();
        var command = new RootCommand("Runs the models of the guide in this project, in ONNX Runtime and in TorchSharp, in turn.")
        {
            models, threads, rounds, quick, startup, profile, scaling, untuned, write,
        };
        command.SetAction(options =>
        {
            if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = PipeWidth;
            var chosen = ModelCatalogue.All.Where(model => options.GetValue(models)!.Contains(model.Name)).ToArray();
            if (options.GetValue(startup)) return StartupReport.Print(chosen, options.GetValue(write));
            if (options.GetValue(threads) is not [var threadCount]) return RunEach(arguments, threads.Name, options.GetValue(threads)!);
            if (!options.GetValue(untuned) && TunedAllocator.RunAgain(arguments) is { } code) return code;
            if (options.GetValue(profile)) return ProfileReport.Print(chosen);
            var schedule = options.GetValue(quick) ? Schedule.Quick(options.GetValue(rounds)) : Schedule.Full(options.GetValue(rounds));
            if (options.GetValue(scaling)) return ScalingReport.Print(chosen, threadCount, schedule);
            if (threadCount > 1) schedule = schedule with { Rest = Schedule.RestOfThreads };
            return ComparisonReport.Print(chosen, threadCount, schedule, options.GetValue(write));
        });
        return command.Parse(arguments).Invoke();
    }

    /// <summary>Runs this program for each number of threads in a process of its own: engines take theirs as they begin.</summary>
    private static int RunEach(string[] arguments, string option, int[] counts)
    {
        var others = arguments.TakeWhile(argument => argument != option)
            .Concat(arguments.SkipWhile(argument => argument != option).Skip(1).SkipWhile(argument => int.TryParse(argument, out _)));
        return counts.Select(count => TunedAllocator.Run([.. others, option, $"{count}"], tuned: false)).FirstOrDefault(code => code != 0);
    }

    private static Option<string[]> Models()
    {
        var names = ModelCatalogue.All.Select(model => model.Name).ToArray();
        var models = new Option<string[]>("--models")
        {
            Description = $"Which models; all by default: {string.Join(',', names)}.",
            AllowMultipleArgumentsPerToken = true,
            CustomParser = result => [.. result.Tokens.SelectMany(token => token.Value.Split(','))],
            DefaultValueFactory = _ => names,
        };
        models.Validators.Add(result =>
        {
            foreach (var name in result.GetValueOrDefault<string[]>()!.Except(names))
                result.AddError($"There is no model '{name}'; there are {string.Join(", ", names)}.");
        });
        return models;
    }
}
