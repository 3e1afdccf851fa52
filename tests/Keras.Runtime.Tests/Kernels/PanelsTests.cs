using Keras.Hosting;
using Keras.Kernels;

namespace Keras.Runtime.Tests.Kernels;

/// <summary>Matrices in panels that no cache holds go past the caches: in each place stands what a loop puts there.</summary>
public unsafe class PanelsTests
{
    [Theory]
    [InlineData(2_100, 4_000, 0)]
    [InlineData(2_100, 4_001, 0)]
    [InlineData(17, 500_015, 0)]
    [InlineData(2_100, 4_000, 1)]
    public void Large_matrices_are_packed_line_by_line(int rows, int columns, int offset)
    {
        const float Guard = -1f;
        const int Stride = 3, Firsts = 5;
        var length = (int)Panels.Length(rows, columns);
        using NativeBuffer panels = NativeBuffer.Of<float>(length + 2 * Panels.Width), part = NativeBuffer.Of<float>((long)rows * (columns + Stride));
        Span<float> memory = panels.Span<float>(), source = part.Span<float>();
        memory.Fill(Guard);
        for (var i = 0; i < source.Length; i++) source[i] = i;
        // Whole, and then some rows once more, as a weight is filled.
        var target = panels.Pointer<float>() + Panels.Width + offset;
        Panels.Pack(part.Pointer<float>(), columns + Stride, target, rows, columns);
        Panels.PackRows(source.Slice(1, 2 * columns), target, rows, columns, Firsts);
        for (var at = 0; at < memory.Length; at++)
        {
            var place = at - Panels.Width - offset;
            var (row, column) = (place / Panels.Width % rows, place / Panels.Width / rows * Panels.Width + place % Panels.Width);
            var expected = place < 0 || place >= length ? Guard
                : column >= columns ? 0f
                : row is Firsts or Firsts + 1 ? 1 + (row - Firsts) * columns + column
                : row * (columns + Stride) + column;
            if (memory[at] != expected) Assert.Fail($"row {row}, column {column}: {memory[at]}, not {expected}");
        }
    }
}
