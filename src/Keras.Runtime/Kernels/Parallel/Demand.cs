using System.Diagnostics;

namespace Keras.Kernels;

/// <summary>Decides when sleeping workers are worth waking: for one large work, or where works that are too small for that, but not small,
/// follow each other closely. A call that comes alone and ends soon thus never pays for it.</summary>
internal static class Demand
{
    private static readonly long s_window = 2 * Cost.WorkThatWakes * Stopwatch.Frequency / 1_000_000_000;

    // Callers race for these; at worst workers are woken a little sooner or later, which changes no result.
    private static long s_start;
    private static long s_missed;

    /// <summary>Whether to wake workers for this much work.</summary>
    internal static bool Wakes(long nanoseconds)
    {
        if (nanoseconds >= Cost.LeastWorkToWake) return true;
        long now = Stopwatch.GetTimestamp();
        if (now - Volatile.Read(ref s_start) > s_window)
        {
            Volatile.Write(ref s_start, now);
            Volatile.Write(ref s_missed, 0);
        }
        return Interlocked.Add(ref s_missed, nanoseconds) >= Cost.WorkThatWakes;
    }
}
