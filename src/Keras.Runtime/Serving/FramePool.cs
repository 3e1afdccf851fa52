using Keras.Hosting;

namespace Keras.Serving;

/// <summary>Frames at rest. All are made at once, without memory of their own: a call then allocates nothing on the managed heap, however
/// many calls meet for the first time. Arenas exist for as many frames as calls were in flight at once.</summary>
internal sealed class FramePool : IDisposable
{
    private const int SmallestCapacity = 16;
    private const int Rescans = 64;

    private readonly ProgramSignature _signature;
    private readonly Frame?[] _warm;
    private readonly Frame?[] _cold;
    private volatile bool _disposed;

    public FramePool(ProgramSignature signature)
    {
        _signature = signature;
        var capacity = Math.Max(SmallestCapacity, 2 * Environment.ProcessorCount);
        _warm = new Frame?[capacity];
        _cold = new Frame?[capacity];
        for (var i = 0; i < capacity; i++) _cold[i] = new(signature);
    }

    /// <summary>A frame; with an arena where one is free, and then, as a rule, the one that this thread had last.</summary>
    public Frame Rent()
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(Model));
        var start = Start;
        var spinner = new SpinWait();
        for (var scan = 0; scan < Rescans; scan++)
        {
            if ((Take(_warm, start) ?? Take(_cold, start)) is { } frame) return frame;
            // A frame may have come back behind the scan: look again before one is made for a single call.
            spinner.SpinOnce(sleep1Threshold: -1);
        }
        return new(_signature);
    }

    public void Return(Frame frame)
    {
        var start = Start;
        for (var i = 0; i < _warm.Length && !_disposed; i++)
        {
            ref var slot = ref _warm[(start + i) % _warm.Length];
            if (Interlocked.CompareExchange(ref slot, frame, null) is not null) continue;
            if (_disposed) Dispose();
            return;
        }
        frame.Dispose();
    }

    public void Dispose()
    {
        _disposed = true;
        foreach (var slots in new[] { _warm, _cold })
            for (var i = 0; i < slots.Length; i++) Interlocked.Exchange(ref slots[i], null)?.Dispose();
    }

    private static Frame? Take(Frame?[] slots, int start)
    {
        for (var i = 0; i < slots.Length; i++)
        {
            ref var slot = ref slots[(start + i) % slots.Length];
            if (Volatile.Read(ref slot) is not null && Interlocked.Exchange(ref slot, null) is { } frame) return frame;
        }
        return null;
    }

    /// <summary>Where this thread looks first; small enough that adding a slot's number cannot overflow.</summary>
    private static int Start => Environment.CurrentManagedThreadId & 0xFFFF;
}
