using System.Runtime.InteropServices;

namespace Keras;

/// <summary>Native floats at a cache line's start, freed with the object.</summary>
internal sealed unsafe class AlignedFloats
{
    private const int CacheLine = 64;
    private readonly float* _memory;
    private readonly int _length;

    public AlignedFloats(int length, float value = 0f)
    {
        _length = length;
        _memory = (float*)NativeMemory.AlignedAlloc((nuint)length * sizeof(float), CacheLine);
        GC.AddMemoryPressure(Math.Max(1L, (long)length * sizeof(float)));
        Span.Fill(value);
    }

    ~AlignedFloats()
    {
        NativeMemory.AlignedFree(_memory);
        GC.RemoveMemoryPressure(Math.Max(1L, (long)_length * sizeof(float)));
    }

    public float* Pointer => _memory;

    public Span<float> Span => new(_memory, _length);
}
