using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Keras.Hosting;

/// <summary>Takes memory from the system at once, instead of a page of 4 KB at each first touch: in pages of 2 MB, by which the processor
/// also finds it sooner, as long as these come fast, and the rest in one call.</summary>
internal static unsafe partial class Pages
{
    /// <summary>Less memory has no place for a large page, and is left as it is.</summary>
    public const int Large = 2 << 20;

    /// <summary>What small pages of that size together take. A large one takes a fifth of it, unless the system must first make room for
    /// it, or a virtual machine get it from its host.</summary>
    private const double LongestMilliseconds = 1;

    /// <summary>Numbers of Linux.</summary>
    private enum Advice
    {
        HugePage = 14,
        NoHugePage = 15,
        PopulateWrite = 23,
    }

    /// <summary>For zeroed memory that is about to be written as a whole, and that nothing uses yet. On systems other than Linux, and on old
    /// ones, the memory stays as it is.</summary>
    public static void Populate(void* address, long bytes)
    {
        var first = ((nint)address + Large - 1) & -Large;
        var end = ((nint)address + (nint)bytes) & -Large;
        if (first >= end || !OperatingSystem.IsLinux()) return;
        try
        {
            if (Advise(first, end - first, Advice.HugePage) == 0) first = TakeLarge(first, end);
            if (first < end) _ = Advise(first, end - first, Advice.PopulateWrite);
        }
        catch (Exception fault) when (fault is DllNotFoundException or EntryPointNotFoundException)
        {
            // A system whose library is called otherwise: its pages come at each first touch.
        }
    }

    /// <summary>Where the rest begins, for which large pages took too long.</summary>
    private static nint TakeLarge(nint first, nint end)
    {
        for (; first < end; first += Large)
        {
            var start = Stopwatch.GetTimestamp();
            *(byte*)first = 0;
            if (Stopwatch.GetElapsedTime(start).TotalMilliseconds < LongestMilliseconds) continue;
            _ = Advise(first, end - first, Advice.NoHugePage);
            break;
        }
        return first;
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Advise(nint address, nint length, Advice advice);
}
