using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Keras.Hosting;

/// <summary>Owns zeroed native memory on a 64-byte boundary: weights, gradients, optimizer slots and arenas. Padded to whole cache
/// lines, so that a vector that begins inside it may be read to its end.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed unsafe partial class NativeBuffer : IDisposable
{
    /// <summary>Alignment and padding in bytes: one cache line, one 512-bit register.</summary>
    public const int Alignment = 64;

    private readonly long _allocated;
    private void* _block;
    private void* _address;

    /// <summary>Allocates zeroed memory.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bytes"/> is negative.</exception>
    /// <exception cref="OutOfMemoryException">The system has no such block.</exception>
    public NativeBuffer(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        (_allocated, Length) = (Allocate(bytes, out _block, out _address), bytes);
        GC.AddMemoryPressure(_allocated);
    }

    /// <summary>Frees the memory of a buffer that nobody disposed.</summary>
    ~NativeBuffer() => Free();

    /// <summary>Allocates zeroed memory for <paramref name="count"/> elements.</summary>
    public static NativeBuffer Of<T>(long count) where T : unmanaged => new(checked(count * sizeof(T)));

    /// <summary>Allocates memory as a buffer has it, for who keeps no object for it.</summary>
    /// <param name="bytes">How much.</param>
    /// <param name="block">What is to be freed by <see cref="NativeMemory.Free"/>.</param>
    /// <param name="address">Where the memory begins.</param>
    /// <returns>Bytes of the block.</returns>
    internal static long Allocate(long bytes, out void* block, out void* address)
    {
        var allocated = Math.Max((bytes + Alignment - 1) / Alignment * Alignment, Alignment) + Alignment;
        // Zeroed by the allocator: large blocks come from the system as zeros, and pages that nothing writes take no memory.
        block = NativeMemory.AllocZeroed((nuint)allocated);
        address = (void*)(((nuint)block + Alignment - 1) & ~(nuint)(Alignment - 1));
        return allocated;
    }

    /// <summary>Where values of so many floats lie, one after the other and each on a cache line of its own, and the bytes of all.</summary>
    internal static (long[] Offsets, long Bytes) Lay(ReadOnlySpan<int> lengths)
    {
        var (offsets, bytes) = (new long[lengths.Length], 0L);
        for (var i = 0; i < offsets.Length; i++)
        {
            offsets[i] = bytes;
            bytes += (lengths[i] * (long)sizeof(float) + Alignment - 1) / Alignment * Alignment;
        }
        return (offsets, bytes);
    }

    /// <summary>Bytes asked for.</summary>
    public long Length { get; }

    /// <summary>Whether the memory has been freed.</summary>
    public bool IsDisposed => _address == null;

    /// <summary>The first element. It is valid as long as this object is reachable: who keeps the pointer keeps the buffer.</summary>
    /// <exception cref="ObjectDisposedException">The memory has been freed.</exception>
    public Pointer<T> Pointer<T>() where T : unmanaged
    {
        ObjectDisposedException.ThrowIf(_address == null, this);
        return new((T*)_address);
    }

    /// <summary>A part of the memory as a span.</summary>
    /// <exception cref="ObjectDisposedException">The memory has been freed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The part does not lie in the buffer.</exception>
    public Span<T> Span<T>(long start, int length) where T : unmanaged
    {
        ObjectDisposedException.ThrowIf(_address == null, this);
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((start + length) * sizeof(T), Length, nameof(length));
        return new((T*)_address + start, length);
    }

    /// <summary>The whole memory as a span; for buffers of less than 2^31 elements.</summary>
    /// <exception cref="ObjectDisposedException">The memory has been freed.</exception>
    /// <exception cref="OverflowException">The buffer is too long for a span.</exception>
    public Span<T> Span<T>() where T : unmanaged => Span<T>(0, checked((int)(Length / sizeof(T))));

    /// <summary>Takes the memory from the system at once, which is faster, before it is written for the first time; for memory that will be
    /// written as a whole.</summary>
    internal void Populate()
    {
        if (_allocated >= Pages.Large) Pages.Populate(_address, Length);
    }

    /// <summary>Frees the memory; pointers into it are invalid from then on.</summary>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        void* block = _block;
        if (block == null)
            return;
        _block = _address = null;
        NativeMemory.Free(block);
        GC.RemoveMemoryPressure(_allocated);
    }
}
