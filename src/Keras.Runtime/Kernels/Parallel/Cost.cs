namespace Keras.Kernels;

/// <summary>What work takes on one thread, in nanoseconds, and from where on a second thread pays. Measured by
/// <c>benchmarks/Keras.Benchmarks --quick threads</c>; estimates lean to the low side, so that in doubt work stays on its thread.</summary>
internal static class Cost
{
    /// <summary>Work that is divided where a worker is awake: handing it over takes about 1 us.</summary>
    /// <remarks>Variables are for tests, which divide even the smallest work and whatever it costs.</remarks>
    internal static long LeastWork = 16_000;

    /// <summary>Work that is divided although all workers sleep: to wake one takes the caller about 10 us and the worker 30 to 60 us, now and
    /// then much longer.</summary>
    internal static long LeastWorkToWake = 150_000;

    /// <summary>Work that a thread takes at a time at least: some twenty times what taking it costs.</summary>
    internal static long Block = 8_000;

    /// <summary>Smaller works that wake a worker together, where they take half of the time at least.</summary>
    internal const long WorkThatWakes = 1_000_000;

    /// <summary>How long a worker stays awake for the next work.</summary>
    internal const long Patience = 100_000;

    /// <summary>How long a worker stays on a processor at least, even if it is that of its caller: to start a thread takes some 100 us.</summary>
    internal const long BetweenMoves = 20_000_000;

    /// <summary>The largest loss by dividing work that earlier gains make up for: some time slices.</summary>
    internal const long MostCredit = 20_000_000;

    /// <summary>The largest loss that counts, which is a time slice: what lasts longer, such as to compile code, need not come again.</summary>
    internal const long MostLoss = 5_000_000;

    /// <summary>What a trial after a loss may lose: to wake workers, who then help with many small works.</summary>
    internal const long Advance = 200_000;

    /// <summary>Work that stays on its thread for each nanosecond of a first loss.</summary>
    internal static long LeastWorkPerLoss = 4;

    /// <summary>Work that stays on its thread for each nanosecond of loss after many: trials then lose less than a hundredth.</summary>
    internal static long MostWorkPerLoss = 128;

    /// <summary>Whether a worker that has the processor of its caller leaves it.</summary>
    internal static bool SparesCaller = true;

    /// <summary>Multiplications with addition in a matrix product: 50 in a nanosecond.</summary>
    internal static long Products(nint count) => count / 50;

    /// <summary>Multiplications with addition of kernels that read each operand from memory: 8 in a nanosecond.</summary>
    internal static long DirectProducts(nint count) => count / 8;

    /// <summary>Elements of an expression, with its reading and writing: 6 in a nanosecond.</summary>
    internal static long Elements(nint count) => count / 6;

    /// <summary>Elements with an exponential, or gone through several times: 3 in a nanosecond.</summary>
    internal static long HeavyElements(nint count) => count / 3;

    /// <summary>Bytes that are moved: 16 in a nanosecond.</summary>
    internal static long Bytes(nint count) => count / 16;
}
