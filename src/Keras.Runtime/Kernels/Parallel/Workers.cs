using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Keras.Kernels;

/// <summary>The threads that help callers, for the whole process. One call at a time has them; a call that finds them taken does its work
/// alone, so that no call waits for another. Blocks of the work are taken one by one: a worker that comes late, or that the system does not let
/// run, does less of it. Nothing is allocated after the first time, but for a thread that goes on in the place of another
/// (<see cref="Worker"/>).</summary>
internal static unsafe class Workers
{
    internal const int MostThreads = 256;

    private const int BlocksPerThread = 6;

    private static readonly Board* s_board = Board.Create();
    private static readonly Lock s_growing = new();
    private static volatile Worker[] s_workers = [];
    private static volatile Balance s_balance = new();
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

    /// <summary>Into how many blocks large work is cut: some for each thread, so that all end at the same time.</summary>
    internal static int EnoughBlocks => BlocksPerThread * Threads;

    /// <summary>Forgets what dividing gained and lost.</summary>
    internal static void ForgetBalance() => s_balance = new();

    /// <summary>Whether to divide this much work pays.</summary>
    internal static bool Pay(long nanoseconds) =>
        Threads > 1 && s_balance.Allows(nanoseconds) && (Volatile.Read(ref s_board->Awake) > 0 || Demand.Wakes(nanoseconds));

    /// <summary>Runs a job on this thread and on workers.</summary>
    /// <returns>False where the workers are taken; nothing was done then.</returns>
    internal static bool Run(in Parts.Job job)
    {
        if (Interlocked.CompareExchange(ref s_board->Taken, 1, 0) != 0) return false;
        try
        {
            if (s_workers.Length == 0) Grow(Threads - 1);
            int threads = (int)Math.Min(Math.Min(Threads, s_workers.Length + 1), job.Blocks);
            s_job = job;
            s_board->End = job.Blocks;
            s_board->Shares = threads;
            for (int share = 0; share < threads; share++) *Board.Next(s_board, share) = FirstOf(share, threads);
            s_board->Alone = long.MaxValue;
            s_board->Processor = Thread.GetCurrentProcessorId();
            long begin = Stopwatch.GetTimestamp();
            Gate.Open(ref s_board->Gate, threads - 1);
            Wake(threads - 1);
            Work(0);
            Gate.CloseAndWait(ref s_board->Gate);
            long elapsed = Stopwatch.GetTimestamp() - begin;
            if (s_failure is { } failure)
            {
                s_failure = null;
                failure.Throw();
            }
            s_balance.Note((long)Stopwatch.GetElapsedTime(elapsed, s_board->Alone).TotalNanoseconds);
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
        if (IsOnCallersProcessor || !Gate.TryEnter(ref s_board->Gate, worker)) return false;
        Work(worker);
        Gate.Leave(ref s_board->Gate);
        return true;
    }

    /// <summary>Whether this thread has the processor on which the caller began, which then waits for it.</summary>
    internal static bool IsOnCallersProcessor => Cost.SparesCaller && Thread.GetCurrentProcessorId() == Volatile.Read(ref s_board->Processor);

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

    /// <summary>Each thread begins with a share of its own, the same in each work: what it reads it has often written itself, and that lies in
    /// its cache. Then it takes what others have left.</summary>
    private static void Work(int worker)
    {
        int shares = s_board->Shares;
        long alone = long.MaxValue, begin = Stopwatch.GetTimestamp();
        for (int i = 0; i < shares; i++)
        {
            int share = (worker + i) % shares;
            long* next = Board.Next(s_board, share);
            long shareEnd = FirstOf(share + 1, shares);
            for (long block; (block = Interlocked.Increment(ref *next) - 1) < Math.Min(shareEnd, Volatile.Read(ref s_board->End));)
            {
                try
                {
                    double part = s_job.Run((nint)block, worker);
                    long end = Stopwatch.GetTimestamp();
                    // What all would take at this block's speed. The last one may be short, though it counts as one unit.
                    if (block + 1 < s_job.Blocks) alone = Math.Min(alone, (long)((end - begin) / part));
                    begin = end;
                }
                catch (Exception exception)
                {
                    Fail(block, exception);
                }
            }
        }
        for (long seen; alone < (seen = Volatile.Read(ref s_board->Alone));)
            Interlocked.CompareExchange(ref s_board->Alone, alone, seen);
    }

    /// <summary>The first block of a share.</summary>
    private static long FirstOf(int share, int shares) => share * (long)s_job.Blocks / shares;

    /// <summary>Keeps the failure of the first block that has one: only blocks behind it are left out, so it does not depend on timing.</summary>
    private static void Fail(long block, Exception exception)
    {
        lock (s_growing)
        {
            if (s_failure is not null && block > s_failure.Block) return;
            s_failure = new(block, exception);
            Volatile.Write(ref s_board->End, block);
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

        /// <summary>Where the call began, written with the gate.</summary>
        [FieldOffset(Line + sizeof(int))] internal int Processor;

        /// <summary>Threads that share the work.</summary>
        [FieldOffset(2 * Line)] internal int Shares;

        /// <summary>Behind the last block that is to be done.</summary>
        [FieldOffset(2 * Line + sizeof(long))] internal long End;

        /// <summary>What the work would take one thread, by the fastest block.</summary>
        [FieldOffset(3 * Line)] internal long Alone;

        /// <summary>Workers that do not sleep.</summary>
        [FieldOffset(4 * Line)] internal int Awake;

        /// <summary>Of each share, the next block to be taken: behind the board.</summary>
        internal static long* Next(Board* board, int share) => (long*)((byte*)(board + 1) + share * Line);

        internal static Board* Create()
        {
            nuint bytes = (nuint)(sizeof(Board) + MostThreads * Line);
            var board = (Board*)NativeMemory.AlignedAlloc(bytes, Line);
            NativeMemory.Clear(board, bytes);
            return board;
        }
    }
}
