using System.Runtime.InteropServices;

namespace Keras.Hosting;

/// <summary>Zeroed native memory on a 64-byte boundary, freed when nothing refers to it any more: weights are shared by models, so no
/// single one of them could say when.</summary>
internal sealed unsafe class AlignedMemory : IDisposable
{
    private const nuint Alignment = 64;

    public AlignedMemory(long bytes)
    {
        Bytes = Math.Max(bytes, (long)Alignment);
        Address = (byte*)NativeMemory.AlignedAlloc((nuint)Bytes, Alignment);
        NativeMemory.Clear(Address, (nuint)Bytes);
        GC.AddMemoryPressure(Bytes);
    }

    ~AlignedMemory() => Free();

    public long Bytes { get; }

    public byte* Address { get; private set; }

    public float* Floats => (float*)Address;

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        if (Address == null) return;
        NativeMemory.AlignedFree(Address);
        Address = null;
        GC.RemoveMemoryPressure(Bytes);
    }
}
