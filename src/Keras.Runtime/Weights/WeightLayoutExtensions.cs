using Keras.Kernels;

namespace Keras;

/// <summary>Between row-major values and a <see cref="WeightLayout"/>.</summary>
internal static unsafe class WeightLayoutExtensions
{
    /// <summary>Row-major memory is padded to whole cache lines of floats.</summary>
    private const int RowMajorPadding = 16;

    /// <summary>Number of floats that a weight of this shape takes, padding included.</summary>
    public static int PhysicalLength(this WeightLayout layout, ReadOnlySpan<int> shape) => checked(layout switch
    {
        WeightLayout.Panels => (int)Panels.Length(Size(shape[..^1]), shape[^1]),
        _ => (Size(shape) + RowMajorPadding - 1) / RowMajorPadding * RowMajorPadding,
    });

    /// <summary>Lays row-major values out; the padding is zero.</summary>
    public static void Pack(this WeightLayout layout, ReadOnlySpan<float> rowMajor, ReadOnlySpan<int> shape, Span<float> physical)
    {
        if (layout == WeightLayout.RowMajor) rowMajor.CopyTo(physical);
        else fixed (float* panels = physical) Panels.Pack(rowMajor, new(panels), Size(shape[..^1]), shape[^1]);
    }

    /// <summary>Reads row-major values out of a layout.</summary>
    public static void Unpack(this WeightLayout layout, ReadOnlySpan<float> physical, ReadOnlySpan<int> shape, Span<float> rowMajor)
    {
        if (layout == WeightLayout.RowMajor) physical[..rowMajor.Length].CopyTo(rowMajor);
        else fixed (float* panels = physical) Panels.Unpack(new(panels), rowMajor, Size(shape[..^1]), shape[^1]);
    }

    /// <summary>Number of elements of a shape.</summary>
    public static int Size(ReadOnlySpan<int> shape)
    {
        var size = 1;
        foreach (var length in shape) size = checked(size * length);
        return size;
    }
}
