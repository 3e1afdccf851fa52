using System.Runtime.InteropServices;

namespace Keras;

/// <summary>Zeroed native memory of floats on a 64-byte boundary, freed when nothing refers to it any more: weights are shared by models,
/// so no single one of them could say when.</summary>
internal sealed unsafe class WeightMemory
{
    private const nuint Alignment = 64;
    private readonly nuint _bytes;

    public WeightMemory(int length)
    {
        Length = length;
        _bytes = Math.Max((nuint)length * sizeof(float), Alignment);
        Address = (float*)NativeMemory.AlignedAlloc(_bytes, Alignment);
        NativeMemory.Clear(Address, _bytes);
        GC.AddMemoryPressure((long)_bytes);
    }

    ~WeightMemory()
    {
        NativeMemory.AlignedFree(Address);
        GC.RemoveMemoryPressure((long)_bytes);
    }

    public int Length { get; }

    public float* Address { get; }

    public Span<float> Span => new(Address, Length);
}
