using Keras.Hosting;

namespace Keras.Serving;

/// <summary>Frames at rest. A thread finds its last frame again, as a rule, and with it a warm arena.</summary>
internal sealed class FramePool(ProgramSignature signature) : IDisposable
{
    private readonly Frame?[] _slots = new Frame?[Math.Max(16, 2 * Environment.ProcessorCount)];
    private volatile bool _disposed;

    public Frame Rent()
    {
        var start = Start;
        for (var i = 0; i < _slots.Length; i++)
        {
            ref var slot = ref _slots[(start + i) % _slots.Length];
            if (Volatile.Read(ref slot) is not null && Interlocked.Exchange(ref slot, null) is { } frame) return frame;
        }
        ObjectDisposedException.ThrowIf(_disposed, typeof(Model));
        return new(signature);
    }

    public void Return(Frame frame)
    {
        var start = Start;
        for (var i = 0; i < _slots.Length && !_disposed; i++)
        {
            ref var slot = ref _slots[(start + i) % _slots.Length];
            if (Interlocked.CompareExchange(ref slot, frame, null) is not null) continue;
            if (_disposed) Dispose();
            return;
        }
        frame.Dispose();
    }

    public void Dispose()
    {
        _disposed = true;
        for (var i = 0; i < _slots.Length; i++) Interlocked.Exchange(ref _slots[i], null)?.Dispose();
    }

    private static int Start => Environment.CurrentManagedThreadId & int.MaxValue;
}
