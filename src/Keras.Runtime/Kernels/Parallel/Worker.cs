using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>A thread that helps: it looks out for work for a while after the last, then sleeps until it is woken. It does not keep the
/// process alive.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "Workers live as long as the process.")]
internal sealed unsafe class Worker
{
    private static readonly long s_patience = Ticks(Cost.Patience), s_betweenMoves = Ticks(Cost.BetweenMoves);

    private readonly int _number;
    private readonly AutoResetEvent _alarm = new(false);
    private int _asleep;
    private float* _scratch;
    private nint _scratchFloats;
    private long _nextMove;

    internal Worker(int number)
    {
        _number = number;
        Workers.CountAwake(1);
        Start();
    }

    /// <summary>Wakes the worker if it sleeps.</summary>
    internal bool Wake()
    {
        if (Volatile.Read(ref _asleep) == 0 || Interlocked.Exchange(ref _asleep, 0) == 0) return false;
        Workers.CountAwake(1);
        _alarm.Set();
        return true;
    }

    /// <summary>Memory for this worker's part of a kernel. It grows and is kept.</summary>
    internal float* Scratch(nint floats)
    {
        if (_scratchFloats >= floats) return _scratch;
        NativeMemory.AlignedFree(_scratch);
        _scratch = null;
        _scratchFloats = 0;
        _scratch = (float*)NativeMemory.AlignedAlloc((nuint)floats * sizeof(float), NativeBuffer.Alignment);
        _scratchFloats = floats;
        return _scratch;
    }

    private static long Ticks(long nanoseconds) => nanoseconds * Stopwatch.Frequency / 1_000_000_000;

    private void Start() => new Thread(Run) { IsBackground = true, Name = $"Keras worker {_number}" }.UnsafeStart();

    private void Run()
    {
        while (true)
        {
            long end = Stopwatch.GetTimestamp() + s_patience;
            do
            {
                if (Workers.TryHelp(_number)) end = Stopwatch.GetTimestamp() + s_patience;
                if (!Workers.IsOnCallersProcessor) Thread.SpinWait(2);
                else if (Moves()) return;
                else Thread.Yield(); // The caller goes on.
            }
            while (Stopwatch.GetTimestamp() < end);
            Sleep();
        }
    }

    /// <summary>Lets a new thread go on as this worker where this one has the processor of the caller that it would help. The system gives a
    /// thread that starts an idle processor, but may leave one that mostly sleeps where it is, even if others are idle.</summary>
    /// <returns>Whether this thread is to end.</returns>
    private bool Moves()
    {
        long now = Stopwatch.GetTimestamp();
        if (now < _nextMove || !Workers.CanHelp(_number)) return false;
        _nextMove = now + s_betweenMoves;
        try
        {
            Start();
            return true;
        }
        catch (Exception exception) when (exception is OutOfMemoryException or ThreadStartException)
        {
            // As many threads as the system allows.
            return false;
        }
    }

    private void Sleep()
    {
        Workers.CountAwake(-1);
        Interlocked.Exchange(ref _asleep, 1);
        // Work that came in between did not see that this worker sleeps.
        if (Workers.CanHelp(_number) && Interlocked.Exchange(ref _asleep, 0) == 1)
        {
            Workers.CountAwake(1);
            return;
        }
        _alarm.WaitOne();
        Workers.WakeMore();
    }
}
