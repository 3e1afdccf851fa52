using Keras.Hosting;

namespace Keras.Serving;

/// <summary>Refuses row numbers that a table does not have, before any work.</summary>
internal static unsafe class Lookups
{
    private const int Chunk = 1 << 28;

    /// <summary>Throws where an input holds a number out of range: value, place, what is allowed.</summary>
    /// <param name="input">The input.</param>
    /// <param name="lookup">The table.</param>
    /// <param name="data">The input's data.</param>
    /// <param name="samples">Number of samples.</param>
    /// <param name="sampleSize">Elements of one sample.</param>
    public static void Check(TensorSignature input, LookupSignature lookup, void* data, long samples, long sampleSize)
    {
        var count = samples * sampleSize;
        for (var start = 0L; start < count; start += Chunk)
        {
            var length = (int)Math.Min(Chunk, count - start);
            var first = input.DType switch
            {
                DType.Int32 => new ReadOnlySpan<int>((int*)data + start, length).IndexOfAnyExceptInRange(0, lookup.Rows - 1),
                // Fractions are cut off; NaN compares below everything.
                DType.Float32 => new ReadOnlySpan<float>((float*)data + start, length)
                    .IndexOfAnyExceptInRange(float.BitIncrement(-1f), float.BitDecrement(lookup.Rows)),
                _ => new ReadOnlySpan<byte>((byte*)data + start, length)
                    .IndexOfAnyExceptInRange((byte)0, (byte)Math.Min(lookup.Rows - 1, byte.MaxValue)),
            };
            if (first >= 0) throw Error(input, lookup, data, start + first, sampleSize);
        }
    }

    private static ArgumentException Error(TensorSignature input, LookupSignature lookup, void* data, long position, long sampleSize)
    {
        var value = input.DType switch
        {
            DType.Int32 => ((int*)data)[position].ToString(System.Globalization.CultureInfo.InvariantCulture),
            DType.Float32 => ((float*)data)[position].ToString(System.Globalization.CultureInfo.InvariantCulture),
            _ => ((byte*)data)[position].ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
        return new(
            $"Input \"{input.Name}\" holds {value} in sample {position / sampleSize} at element {position % sampleSize}, but layer " +
            $"\"{lookup.Layer}\" takes ids from 0 to {lookup.Rows - 1}. Map unknown tokens to an id of their own, or declare more tokens.");
    }
}
