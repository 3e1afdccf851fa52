using System.Runtime.InteropServices;
using Keras.Hosting;

namespace Keras.Runtime.Tests.Kernels;

/// <summary>A tensor between two guards of bytes that no kernel may touch: looked at when it is disposed.</summary>
internal sealed unsafe class GuardedBuffer<T> : IDisposable where T : unmanaged
{
    private const int GuardBytes = 256;
    private const byte GuardPattern = 0xA5;
    private readonly byte* _memory;
    private readonly int _bytes;

    internal GuardedBuffer(int count)
    {
        Length = count;
        _bytes = count * sizeof(T);
        _memory = (byte*)NativeMemory.Alloc((nuint)(_bytes + 2 * GuardBytes));
        new Span<byte>(_memory, _bytes + 2 * GuardBytes).Fill(GuardPattern);
    }

    internal int Length { get; }

    internal Span<T> Span => new(_memory + GuardBytes, Length);

    internal Pointer<T> Pointer => new((T*)(_memory + GuardBytes));

    private void AssertGuards()
    {
        Assert.Equal(-1, new ReadOnlySpan<byte>(_memory, GuardBytes).IndexOfAnyExcept(GuardPattern));
        Assert.Equal(-1, new ReadOnlySpan<byte>(_memory + GuardBytes + _bytes, GuardBytes).IndexOfAnyExcept(GuardPattern));
    }

    public void Dispose()
    {
        try
        {
            AssertGuards();
        }
        finally
        {
            NativeMemory.Free(_memory);
        }
    }
}

internal static class Guarded
{
    /// <summary>Numbers from -1 to 1, the same for the same seed.</summary>
    internal static GuardedBuffer<float> Random(int count, int seed)
    {
        var buffer = new GuardedBuffer<float>(count);
        var random = new Random(seed);
        foreach (ref float value in buffer.Span)
            value = (float)(2 * random.NextDouble() - 1);
        return buffer;
    }

    internal static GuardedBuffer<float> Of(params ReadOnlySpan<float> values)
    {
        var buffer = new GuardedBuffer<float>(values.Length);
        values.CopyTo(buffer.Span);
        return buffer;
    }

    internal static GuardedBuffer<float> Filled(int count, float value)
    {
        var buffer = new GuardedBuffer<float>(count);
        buffer.Span.Fill(value);
        return buffer;
    }
}
