using System.Runtime.CompilerServices;

namespace Keras.Kernels;

/// <summary>The door to the work at hand, in one word: whether it is open, up to which worker, and how many are inside. Who is inside may
/// read the work; the caller ends only when the door is closed and nobody is inside.</summary>
internal static class Gate
{
    private const int IsOpenBit = 1 << 30;
    private const int LastShift = 10;
    private const int InsideMask = (1 << LastShift) - 1;
    private const int Spins = 2_000;

    /// <summary>Opens the gate to workers 1 to <paramref name="last"/>. What was written before is visible to who enters.</summary>
    internal static void Open(ref int gate, int last) => Interlocked.Exchange(ref gate, IsOpenBit | last << LastShift);

    internal static bool IsOpen(int gate) => (gate & IsOpenBit) != 0;

    /// <summary>The last worker that is let in.</summary>
    internal static int Last(int gate) => (gate & ~IsOpenBit) >> LastShift;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool Admits(int gate, int worker) => IsOpen(gate) && worker <= Last(gate);

    internal static bool TryEnter(ref int gate, int worker)
    {
        int seen = Volatile.Read(ref gate);
        while (Admits(seen, worker))
        {
            int before = Interlocked.CompareExchange(ref gate, seen + 1, seen);
            if (before == seen) return true;
            seen = before;
        }
        return false;
    }

    /// <summary>Leaves, and closes the gate: who leaves has found nothing more to do.</summary>
    internal static void Leave(ref int gate)
    {
        Interlocked.And(ref gate, ~IsOpenBit);
        Interlocked.Decrement(ref gate);
    }

    internal static void CloseAndWait(ref int gate)
    {
        Interlocked.And(ref gate, ~IsOpenBit);
        for (int spin = 0; (Volatile.Read(ref gate) & InsideMask) != 0; spin++)
        {
            // A worker that is not on a processor needs ours.
            if (spin < Spins) Thread.SpinWait(1);
            else Thread.Yield();
        }
    }
}
