namespace Keras;

/// <summary>Between row-major values and a <see cref="WeightLayout"/>.</summary>
internal static class WeightLayoutExtensions
{
    private const int PanelWidth = 16;

    /// <summary>Number of floats that a weight of this shape takes, padding included.</summary>
    public static int PhysicalLength(this WeightLayout layout, ReadOnlySpan<int> shape) => checked(layout switch
    {
        WeightLayout.Panels => shape[0] * RoundUp(shape[1]),
        _ => RoundUp(Size(shape)),
    });

    /// <summary>Lays row-major values out; the padding stays as it is (zero).</summary>
    public static void Pack(this WeightLayout layout, ReadOnlySpan<float> rowMajor, ReadOnlySpan<int> shape, Span<float> physical)
    {
        if (layout != WeightLayout.Panels)
        {
            rowMajor.CopyTo(physical);
            return;
        }
        var (rows, columns) = (shape[0], shape[1]);
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < columns; column += PanelWidth)
                rowMajor.Slice(row * columns + column, Math.Min(PanelWidth, columns - column))
                    .CopyTo(physical[(column * rows + row * PanelWidth)..]);
    }

    /// <summary>Reads row-major values out of a layout.</summary>
    public static void Unpack(this WeightLayout layout, ReadOnlySpan<float> physical, ReadOnlySpan<int> shape, Span<float> rowMajor)
    {
        if (layout != WeightLayout.Panels)
        {
            physical[..rowMajor.Length].CopyTo(rowMajor);
            return;
        }
        var (rows, columns) = (shape[0], shape[1]);
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < columns; column += PanelWidth)
                physical.Slice(column * rows + row * PanelWidth, Math.Min(PanelWidth, columns - column))
                    .CopyTo(rowMajor[(row * columns + column)..]);
    }

    /// <summary>Number of elements of a shape.</summary>
    public static int Size(ReadOnlySpan<int> shape)
    {
        var size = 1;
        foreach (var length in shape) size = checked(size * length);
        return size;
    }

    private static int RoundUp(int length) => (length + PanelWidth - 1) / PanelWidth * PanelWidth;
}
