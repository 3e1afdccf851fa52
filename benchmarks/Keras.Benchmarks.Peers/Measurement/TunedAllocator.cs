using System.Diagnostics;

namespace Keras.Benchmarks.Peers.Measurement;

/// <summary>glibc gives memory of large temporaries back to the system and gets it anew, page by page: up to half of a training step of
/// libtorch. Told to keep it, and in large pages, it is the faster peer. It is told at the start of a process, so that this one starts
/// itself again.</summary>
internal static class TunedAllocator
{
    private const string Variable = "GLIBC_TUNABLES";
    private const string Settings =
        "glibc.malloc.hugetlb=1:glibc.malloc.mmap_threshold=17179869184:glibc.malloc.trim_threshold=17179869184:glibc.malloc.top_pad=67108864";

    /// <summary>Runs this program again with the settings.</summary>
    /// <returns>Its exit code; null where it has them already, or where there is no glibc.</returns>
    public static int? RunAgain(string[] arguments)
    {
        if (!OperatingSystem.IsLinux() || Environment.GetEnvironmentVariable(Variable) is not null) return null;
        return Run(arguments, tuned: true);
    }

    /// <summary>Runs this program to its end.</summary>
    /// <returns>Its exit code.</returns>
    public static int Run(IEnumerable<string> arguments, bool tuned)
    {
        using var process = Process.Start(SelfStart(arguments, tuned))!;
        process.WaitForExit();
        return process.ExitCode;
    }

    /// <summary>How this program is started, with or without the settings.</summary>
    public static ProcessStartInfo SelfStart(IEnumerable<string> arguments, bool tuned)
    {
        var path = Environment.ProcessPath!;
        var isHost = Path.GetFileNameWithoutExtension(path) == "dotnet";
        var start = new ProcessStartInfo(path, isHost ? [typeof(TunedAllocator).Assembly.Location, .. arguments] : arguments);
        start.Environment.Remove(Variable);
        if (tuned) start.Environment[Variable] = Settings;
        return start;
    }
}
