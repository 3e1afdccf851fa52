namespace Keras.Benchmarks.Peers.Facts;

/// <summary>Between Keras's layouts and those of the peers.</summary>
internal static class Layouts
{
    private const int Block = 32;

    /// <summary>Transposes each of <paramref name="count"/> matrices.</summary>
    public static float[] Transpose(float[] values, int count, int rows, int columns)
    {
        var result = new float[values.Length];
        for (var matrix = 0; matrix < count; matrix++)
            for (var row0 = 0; row0 < rows; row0 += Block)
                for (var column0 = 0; column0 < columns; column0 += Block)
                    TransposeBlock(values, result, matrix * rows * columns, rows, columns, row0, column0);
        return result;
    }

    /// <summary>The shape of an image with channels first; others as they are.</summary>
    public static int[] ChannelsFirst(int[] shape) => shape.Length < 3 ? shape : [.. shape[..^3], shape[^1], shape[^3], shape[^2]];

    /// <summary>Images with channels last, as images with channels first; other values as they are.</summary>
    public static float[] ChannelsFirst(float[] values, ImageShape? image, int batch) =>
        image is null ? values : Transpose(values, batch * image.Images, image.Positions, image.Channels);

    /// <summary>The inverse of <see cref="ChannelsFirst"/>.</summary>
    public static float[] ChannelsLast(float[] values, ImageShape? image, int batch) =>
        image is null ? values : Transpose(values, batch * image.Images, image.Channels, image.Positions);

    private static void TransposeBlock(float[] source, float[] target, int offset, int rows, int columns, int row0, int column0)
    {
        var (rowEnd, columnEnd) = (Math.Min(row0 + Block, rows), Math.Min(column0 + Block, columns));
        for (var row = row0; row < rowEnd; row++)
            for (var column = column0; column < columnEnd; column++)
                target[offset + column * rows + row] = source[offset + row * columns + column];
    }
}
