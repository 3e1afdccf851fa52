using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Keras.Runtime.Tests.Startup;

/// <summary>What the JIT compiles of kernels from the start of a process to the second prediction, as it lists it itself.</summary>
/// <param name="Kernels">Kernels as they are called: one for each epilogue, expression or reduction.</param>
/// <param name="Loops">Methods over registers that are compiled with all optimisations at once, which takes milliseconds for some.</param>
internal sealed partial record CompiledKernels(string[] Kernels, string[] Loops)
{
    /// <summary>Runs the program of <c>benchmarks/Keras.Benchmarks.Startup</c> in a process of its own.</summary>
    /// <param name="model">Its argument.</param>
    /// <param name="settings">Settings of the .NET runtime, by the names of their environment variables.</param>
    public static CompiledKernels Of(string model, params (string Name, string Value)[] settings)
    {
        var list = Path.GetTempFileName();
        try
        {
            var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
            {
                RedirectStandardOutput = true,
                ArgumentList = { Path.Combine(AppContext.BaseDirectory, "Keras.Benchmarks.Startup.dll"), model },
                Environment = { ["DOTNET_JitStdOutFile"] = list, ["DOTNET_JitDisasmSummary"] = "1" },
            };
            foreach (var (name, value) in settings) start.Environment[name] = value;
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, output);
            var lines = File.ReadAllLines(list);
            return new(
                [.. lines.Where(line => Kernel().IsMatch(line))],
                [.. lines.Where(line => Loop().IsMatch(line))]);
        }
        finally
        {
            File.Delete(list);
        }
    }

    [GeneratedRegex(@"compiled Keras\.Kernels\.(WidestLanes:Run(OnRows)?|Map:Run(Group)?)\[")]
    private static partial Regex Kernel();

    [GeneratedRegex(@"compiled Keras\.Kernels\..*Lanes\d+.*FullOpts")]
    private static partial Regex Loop();
}
