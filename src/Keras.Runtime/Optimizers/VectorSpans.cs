using System.Numerics;
using System.Runtime.InteropServices;

namespace Keras;

/// <summary>Padded memory as vectors of the machine's width, so that an update is one short loop without a tail.</summary>
internal static class VectorSpans
{
    public static Span<Vector<float>> AsVectors(this Span<float> values) => MemoryMarshal.Cast<float, Vector<float>>(values);

    public static ReadOnlySpan<Vector<float>> AsVectors(this ReadOnlySpan<float> values) => MemoryMarshal.Cast<float, Vector<float>>(values);
}
