using System.ComponentModel;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>Conversion between row-major matrices and <see cref="WeightLayout.Panels"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class Panels
{
    /// <summary>Columns of one panel: the lanes of the widest register.</summary>
    public const int Width = 16;

    /// <summary>Floats that a matrix (inner, columns) takes in panels.</summary>
    public static nint Length(nint inner, nint columns) => Count(columns) * inner * Width;

    /// <summary>Panels of a matrix with this many columns.</summary>
    internal static nint Count(nint columns) => (columns + Width - 1) / Width;

    /// <summary>Writes a row-major matrix (inner, columns) into panels; the padding becomes zero.</summary>
    public static void Pack(ReadOnlySpan<float> rowMajor, Pointer<float> panels, nint inner, nint columns)
    {
        fixed (float* source = rowMajor)
            Pack(new Pointer<float>(source), columns, panels, inner, columns);
    }

    /// <summary>Writes a row-major matrix whose rows are <paramref name="rowStride"/> apart into panels; the padding becomes zero.</summary>
    public static void Pack(Pointer<float> rowMajor, nint rowStride, Pointer<float> panels, nint inner, nint columns)
    {
        float* target = panels.Value;
        for (nint column = 0; column < columns; column += Width)
        {
            int count = (int)nint.Min(Width, columns - column);
            for (nint row = 0; row < inner; row++, target += Width)
            {
                var line = new Span<float>(target, Width);
                new ReadOnlySpan<float>(rowMajor.Value + row * rowStride + column, count).CopyTo(line);
                line[count..].Clear();
            }
        }
    }

    /// <summary>Reads a matrix (inner, columns) in panels into row-major order.</summary>
    public static void Unpack(Pointer<float> panels, Span<float> rowMajor, nint inner, nint columns)
    {
        float* source = panels.Value;
        for (nint column = 0; column < columns; column += Width)
        {
            int count = (int)nint.Min(Width, columns - column);
            for (nint row = 0; row < inner; row++, source += Width)
                new ReadOnlySpan<float>(source, count).CopyTo(rowMajor.Slice((int)(row * columns + column), count));
        }
    }
}
