using System.Runtime.InteropServices;

namespace Keras.Kernels;

/// <summary>The threads that help callers, for the whole process. One call at a time has them; a call that finds them taken does its work
/// alone, so that no call waits for another. Blocks of the work are handed out one by one: a worker that comes late, or that the system
/// does not let run, takes less of it. Nothing is allocated after the first time.</summary>
internal static unsafe class Workers
{
    internal const int MostThreads = 256;

    private const int BlocksPerThread = 6;

    private static readonly Board* s_board = Board.Create();
    private static readonly Lock s_growing = new();
    private static volatile Worker[] s_workers = [];
    private static int s_threads = 1;
    private static Parts.Job s_job;
    private static Failure? s_failure;

    /// <summary>Threads of a call, its own included.</summary>
    internal static int Threads
    {
        get => Volatile.Read(ref s_threads);
        set
        {
            Volatile.Write(ref s_threads, value);
            // Here, not in the next call, which shall not allocate.
            if (s_workers.Length > 0) Grow(value - 1);
        }
    }

    /// <summary>Whether to divide this much work pays.</summary>
    internal static bool Pay(long nanoseconds) =>
        Threads > 1 && (Volatile.Read(ref s_board->Awake) > 0 || Demand.Wakes(nanoseconds));

    /// <summary>Runs a job on this thread and on workers.</summary>
    /// <param name="job">The job.</param>
    /// <param name="units">Most blocks into which it can be cut.</param>
    /// <param name="nanoseconds">What it takes on one thread.</param>
    /// <returns>False where the workers are taken; nothing was done then.</returns>
    internal static bool Run(in Parts.Job job, nint units, long nanoseconds)
    {
        if (Interlocked.CompareExchange(ref s_board->Taken, 1, 0) != 0) return false;
        try
        {
            if (s_workers.Length == 0) Grow(Threads - 1);
            // Some blocks for each thread, so that all end at the same time.
            long shares = Math.Min(Math.Max(2, nanoseconds / Cost.Block), units);
            int threads = (int)Math.Min(Math.Min(Threads, s_workers.Length + 1), shares);
            s_job = job;
            s_board->Blocks = Math.Min(shares, BlocksPerThread * threads);
            s_board->Next = 0;
            Gate.Open(ref s_board->Gate, threads - 1);
            Wake(threads - 1);
            Work(0);
            Gate.CloseAndWait(ref s_board->Gate);
            if (s_failure is { } failure)
            {
                s_failure = null;
                failure.Throw();
            }
            return true;
        }
        finally
        {
            Volatile.Write(ref s_board->Taken, 0);
        }
    }

    /// <summary>Scratch memory of a worker, as large at least; what was in it is lost.</summary>
    internal static float* Scratch(int worker, nint floats) => s_workers[worker - 1].Scratch(floats);

    /// <summary>Lets a worker help, if there is something to do.</summary>
    /// <param name="worker">Number of the worker, from 1.</param>
    internal static bool TryHelp(int worker)
    {
        if (!Gate.TryEnter(ref s_board->Gate, worker)) return false;
        Work(worker);
        Gate.Leave(ref s_board->Gate);
        return true;
    }

    /// <summary>Whether a worker could help now.</summary>
    internal static bool CanHelp(int worker) => Gate.Admits(Volatile.Read(ref s_board->Gate), worker);

    /// <summary>Counts the workers that do not sleep.</summary>
    internal static void CountAwake(int change) => Interlocked.Add(ref s_board->Awake, change);

    /// <summary>Wakes sleeping workers up to a number: two, each of which wakes two more, since waking takes longer than working.</summary>
    internal static void Wake(int last)
    {
        Worker[] workers = s_workers;
        int count = 0;
        for (int i = 0; i < last && i < workers.Length && count < 2; i++)
            if (workers[i].Wake()) count++;
    }

    /// <summary>Wakes more workers for work that is under way.</summary>
    internal static void WakeMore()
    {
        int gate = Volatile.Read(ref s_board->Gate);
        if (Gate.IsOpen(gate)) Wake(Gate.Last(gate));
    }

    private static void Work(int worker)
    {
        long blocks = s_board->Blocks;
        for (long block; (block = Interlocked.Increment(ref s_board->Next) - 1) < blocks;)
        {
            try
            {
                s_job.Run((nint)block, (nint)blocks, worker);
            }
            catch (Exception exception)
            {
                Fail(block, exception);
                Interlocked.Exchange(ref s_board->Next, blocks);
            }
        }
    }

    /// <summary>Keeps the failure of the first block that has one: blocks before it are under way and end, so it does not depend on timing.</summary>
    private static void Fail(long block, Exception exception)
    {
        lock (s_growing)
        {
            if (s_failure is null || block < s_failure.Block) s_failure = new(block, exception);
        }
    }

    private static void Grow(int count)
    {
        lock (s_growing)
        {
            Worker[] workers = s_workers;
            if (workers.Length >= count) return;
            s_workers = [.. workers, .. Enumerable.Range(workers.Length + 1, count - workers.Length).Select(number => new Worker(number))];
        }
    }

    private sealed record Failure(long Block, Exception Exception)
    {
        public void Throw() => System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(Exception);
    }

    /// <summary>What the threads write at the same time, each in cache lines of its own.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 5 * Line)]
    private struct Board
    {
        // Processors fetch lines in pairs.
        private const int Line = 128;

        /// <summary>1 while a call has the workers.</summary>
        [FieldOffset(0)] internal int Taken;

        [FieldOffset(Line)] internal int Gate;

        /// <summary>The next block to be taken.</summary>
        [FieldOffset(2 * Line)] internal long Next;

        [FieldOffset(3 * Line)] internal long Blocks;

        /// <summary>Workers that do not sleep.</summary>
        [FieldOffset(4 * Line)] internal int Awake;

        internal static Board* Create()
        {
            var board = (Board*)NativeMemory.AlignedAlloc((nuint)sizeof(Board), Line);
            NativeMemory.Clear(board, (nuint)sizeof(Board));
            return board;
        }
    }
}
