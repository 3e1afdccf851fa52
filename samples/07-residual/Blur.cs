namespace Samples.Denoising;

/// <summary>The simplest way to take noise off a picture.</summary>
internal static class Blur
{
    /// <summary>Each pixel becomes the mean of itself and its neighbours within the picture.</summary>
    /// <param name="pixels">Square pictures in colour, one after another.</param>
    /// <param name="side">Rows and columns.</param>
    public static float[] Mean(float[] pixels, int side)
    {
        var result = new float[pixels.Length];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (channel, column, row) = (i % 3, i / 3 % side, i / 3 / side % side);
            var picture = i / (3 * side * side) * 3 * side * side;
            var (sum, count) = (0f, 0);
            for (var y = Math.Max(0, row - 1); y <= Math.Min(side - 1, row + 1); y++)
                for (var x = Math.Max(0, column - 1); x <= Math.Min(side - 1, column + 1); x++)
                {
                    sum += pixels[picture + (y * side + x) * 3 + channel];
                    count++;
                }
            result[i] = sum / count;
        }
        return result;
    }
}
